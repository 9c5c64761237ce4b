"""What all pages share: navigation, controls, words and figures in templates."""
