"""What two versions of an edition say differently."""
