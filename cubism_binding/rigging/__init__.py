"""Compile drawn layers and a rig description to a Live2D model.

rig.py describes, meshes.py cuts, atlas.py packs, compiler.py writes the moc, json_files.py the files around it.
"""
