"""The pipeline: spaCy components, in the order in which they read a Doc.

paragraphs → people → clubs → descriptions → dates → contracts → quotes → rumours
"""
