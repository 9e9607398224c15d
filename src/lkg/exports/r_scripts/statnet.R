# Written by lkg. Makes network objects (package network, part of statnet) of nodes.csv, ties.csv and pairs.csv.
# In this folder: source("statnet.R")
library(network)

nodes <- read.csv("nodes.csv", stringsAsFactors = FALSE, encoding = "UTF-8", na.strings = "")
ties <- read.csv("ties.csv", stringsAsFactors = FALSE, encoding = "UTF-8", na.strings = "")
pairs <- read.csv("pairs.csv", stringsAsFactors = FALSE, encoding = "UTF-8", na.strings = "")

with_nodes <- function(net) {
  network.vertex.names(net) <- nodes$id
  for (column in setdiff(names(nodes), c("number", "id"))) {
    set.vertex.attribute(net, column, nodes[[column]])
  }
  net
}

# one edge for every relation between two actors, from doer to affected
every_tie <- with_nodes(network.initialize(nrow(nodes), directed = TRUE, multiple = TRUE, loops = FALSE))
add.edges(every_tie, tail = ties$tail, head = ties$head)
for (column in setdiff(names(ties), c("tail", "head"))) {
  set.edge.attribute(every_tie, column, ties[[column]])
}

# one edge for every ordered pair, as models such as ergm want it; ties that count both ways stand in both directions
simple <- function(rows) {
  net <- with_nodes(network.initialize(nrow(nodes), directed = TRUE, multiple = FALSE, loops = FALSE))
  if (nrow(rows) > 0) {
    add.edges(net, tail = rows$tail, head = rows$head)
    set.edge.attribute(net, "weight", rows$weight)
    set.edge.attribute(net, "claims", rows$claims)
  }
  net
}
cooperation <- simple(pairs[pairs$sign == 1, ])
conflict <- simple(pairs[pairs$sign == -1, ])
contact <- simple(pairs[pairs$sign == 9, ])

print(summary(every_tie, print.adj = FALSE))
