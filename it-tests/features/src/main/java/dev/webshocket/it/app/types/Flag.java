package dev.webshocket.it.app.types;

/** A class with setters, whose constructor sets defaults. */
public class Flag {

    private boolean up;
    private String colour = "red";

    public boolean isUp() {
        return up;
    }

    public void setUp(boolean up) {
        this.up = up;
    }

    public String getColour() {
        return colour;
    }

    public void setColour(String colour) {
        this.colour = colour;
    }
}
