"""Content type of a post."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Art des Inhalts", en="Content type"), columns=("social_post.content_type",))
