"""The importer of Myndigheten för yrkeshögskolan's lists of applications."""
