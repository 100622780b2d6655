"""Articles to extractions: one file a stage, composed in pipeline."""
