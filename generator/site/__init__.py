"""The site room: the archive as pages, feeds and a search index. The only room that knows MkDocs.

The way of a build: `plugin` has the `library` of the archive from `loading` and every output there is to be from
`plan`; `incremental.builder` makes those that would come out otherwise than before. Of a page `views` decides what it
shows, and `render` makes HTML by a template of theme/; `feeds`, `api`, `copies` and `search` make the files besides.
"""
