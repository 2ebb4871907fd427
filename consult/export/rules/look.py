"""The look of a document that stands alone: it carries its few styles with it, since it can fetch none."""

STYLES = """
body { margin: 2rem auto; max-inline-size: 60rem; padding-inline: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; margin-block: 2rem .5rem; break-after: avoid; }
h1 { margin-block-start: 0; }
dl { display: grid; grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr); gap: .25rem 1.5rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid; }
table { border-collapse: collapse; inline-size: 100%; margin-block: 1rem 1.5rem; }
caption { text-align: start; font-weight: 600; padding-block: .25rem; }
th, td { text-align: start; vertical-align: top; padding-block: .4rem; border-block-end: 1px solid; }
th, td { padding-inline: 0 .75rem; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
@media print { body { margin: 0; max-inline-size: none; font-size: 10pt; } }
"""
"""What the document looks like on a screen and on paper, in both directions of writing."""
