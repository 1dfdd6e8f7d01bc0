package dev.webshocket.docs;

import dev.webshocket.cdi.ConnectionScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

// region scoped
@ConnectionScoped
public class Basket {

    private final List<String> articles = new CopyOnWriteArrayList<>();

    void add(String article) {
        articles.add(article);
    }

    List<String> articles() {
        return List.copyOf(articles);
    }
}
// endregion
