"""From a library to the HTML in the slots of its pages."""
