package dev.webshocket.internal.tools.javadoc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Tells comments of Markdown, which compilers know from Java 23 on, from those of HTML. */
final class CommentKinds {

    private final Elements elements;
    private final Method kind;

    CommentKinds(Elements elements) {
        this.elements = elements;
        Method found;
        try {
            found = Elements.class.getMethod("getDocCommentKind", Element.class);
        } catch (NoSuchMethodException e) {
            found = null;
        }
        kind = found;
    }

    boolean isMarkdown(Element element) {
        try {
            return kind != null && "END_OF_LINE".equals(String.valueOf(kind.invoke(elements, element)));
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
