"""What drawings are made of: widths of letters, scales, a pen, axes and the shapes that several kinds share."""
