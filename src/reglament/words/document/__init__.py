"""A regulation as a document to publish: built once as blocks, written as HTML and as Typst markup."""
