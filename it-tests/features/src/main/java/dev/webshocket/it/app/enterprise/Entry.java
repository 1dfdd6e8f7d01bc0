package dev.webshocket.it.app.enterprise;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row in the database. */
@Entity
public class Entry {

    @Id
    private String name;

    protected Entry() {}

    public Entry(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
