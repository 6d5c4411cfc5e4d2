pytest_plugins = ["proof_simulator"]
