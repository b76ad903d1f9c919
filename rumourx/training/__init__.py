"""Training: how the embedded pipeline `it_rumourx_sm` is made from corpora and gold articles, with one command."""
