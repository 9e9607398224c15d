# Written by lkg. Makes a data object for RSiena of the files in this folder: source("siena.R")
library(RSiena)

waves <- [[waves]]
actors <- [[actors]]

read_network <- function(name) {
  matrices <- lapply(seq_len(waves), function(wave) {
    unname(as.matrix(read.table(sprintf("%s-%d.txt", name, wave))))
  })
  array(unlist(matrices), dim = c(actors, actors, waves))
}
read_changing <- function(name) {
  unname(as.matrix(read.table(sprintf("%s.txt", name))))
}

cooperation <- sienaDependent(read_network("cooperation"))
conflict <- sienaDependent(read_network("conflict"))
composition <- sienaCompositionChangeFromFile("composition.txt")

about <- read.csv("actors.csv", stringsAsFactors = FALSE, encoding = "UTF-8", na.strings = "")
kind <- coCovar(about$kind_number, centered = FALSE)
# how many claims speak of an actor in a wave: how much was looked for, to be held constant
claims <- varCovar(read_changing("claims"))
[[groupings]]
data <- sienaDataCreate(cooperation, conflict, composition, kind, claims[[names]])
print(data)
# effects <- getEffects(data)
