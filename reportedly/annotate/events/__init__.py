"""Events: who did what to whom, where, when and how many, and how surely each statement says so."""
