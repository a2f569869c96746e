//! The tree for people and machines: the best answer to “why did it say that”.
