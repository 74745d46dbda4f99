"""The records as typed models, and how files become them. Knows nothing of ratings, sentences or pages."""
