"""Places: names found in the text, looked up in the gazetteer that the package ships, one of each chosen."""
