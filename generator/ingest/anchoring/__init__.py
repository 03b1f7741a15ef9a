"""Line numbers that people have written follow their text into a revised source."""
