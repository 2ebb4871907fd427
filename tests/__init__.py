"""The tests of consult: a folder for each room, the house's own, and journeys in a real browser."""
