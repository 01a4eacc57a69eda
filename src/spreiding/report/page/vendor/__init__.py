"""JavaScript libraries of others that every page carries: ``libraries.yaml`` says which, ``LICENSES`` under what terms."""
