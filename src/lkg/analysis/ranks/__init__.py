"""Who stands out, and how sure that is: measures, draws of the evidence, intervals, a partial order."""
