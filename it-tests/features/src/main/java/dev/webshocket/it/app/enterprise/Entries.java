package dev.webshocket.it.app.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** The entries of the database. */
@ApplicationScoped
public class Entries {

    @PersistenceContext
    EntityManager manager;

    @Transactional
    public void add(String name) {
        manager.persist(new Entry(name));
    }

    @Transactional
    public boolean has(String name) {
        return manager.find(Entry.class, name) != null;
    }
}
