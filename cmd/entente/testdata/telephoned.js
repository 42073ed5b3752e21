// Who telephoned whom, and when: events, with their participants and dates.
g.V("<telephoned>").In("<relation>")
  .Has("<status>", "actual")
  .SaveOpt("<source>", "from").SaveOpt("<target>", "to").SaveOpt("<date>", "date")
  .All()
