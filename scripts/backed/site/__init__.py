"""From shells and pages to a site on disk: MkDocs, ledger, swap, links, and showing it while it is worked on."""
