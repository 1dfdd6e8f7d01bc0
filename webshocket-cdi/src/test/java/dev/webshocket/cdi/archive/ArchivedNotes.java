package dev.webshocket.cdi.archive;

import dev.webshocket.cdi.ConnectionScoped;

/** A bean because of its scope annotation. */
@ConnectionScoped
public class ArchivedNotes {

    private String note = "";

    public String note() {
        return note;
    }

    public void note(String text) {
        note = text;
    }
}
