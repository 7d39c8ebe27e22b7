"""The Markdown copies of pages, and llms.txt, which leads to them: for programs that read rather than parse."""
