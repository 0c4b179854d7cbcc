"""`POST /api/measures`: how other programs (a helpdesk, a survey tool) feed values into one journey."""
