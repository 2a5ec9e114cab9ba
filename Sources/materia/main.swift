print("materia")
