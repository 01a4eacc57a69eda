"""JavaScript libraries of others that every page carries: ``libraries.yaml`` says which, ``LICENSES`` on what terms."""
