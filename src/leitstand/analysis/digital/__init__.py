"""Website and social media: funnels, elements, paths, content by channel."""
