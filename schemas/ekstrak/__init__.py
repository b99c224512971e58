"""One contract per kind of agency file; the module name is the name of the sumber."""
