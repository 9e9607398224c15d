"""Friends and foes: signed triads, two camps proved, several camps sought, and how they change."""
