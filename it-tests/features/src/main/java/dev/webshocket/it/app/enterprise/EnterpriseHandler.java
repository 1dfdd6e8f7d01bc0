package dev.webshocket.it.app.enterprise;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Uses the services of an application server, like a servlet. */
@WebSocketHandler("/ws")
public class EnterpriseHandler {

    @Inject
    Entries entries;

    @EJB
    Greeter greeter;

    @Resource
    TransactionSynchronizationRegistry transactions;

    @Resource
    ManagedExecutorService executor;

    /** Returns the name of the web application from its naming context. */
    @RpcMethod
    @SuppressWarnings("BanJNDI") // the name does not come from outside
    public String module() throws NamingException {
        return InitialContext.doLookup("java:module/ModuleName");
    }

    @RpcMethod
    public void modules(RpcStream<String> out) throws NamingException, InterruptedException {
        out.send(module());
    }

    /** Like {@link #module}, on a thread of the server. */
    @RpcMethod("module_later")
    public CompletionStage<String> moduleLater() {
        return executor.supplyAsync(() -> {
            try {
                return module();
            } catch (NamingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Returns the name of its thread. */
    @RpcMethod
    public String thread() {
        return Thread.currentThread().getName();
    }

    @RpcMethod
    public void threads(RpcStream<String> out) throws InterruptedException {
        out.send(thread());
    }

    @RpcMethod
    @Transactional
    public boolean transactional() {
        return transactions.getTransactionKey() != null;
    }

    @RpcMethod
    public boolean plain() {
        return transactions.getTransactionKey() != null;
    }

    /** Adds two entries, in one transaction. */
    @RpcMethod("add_two")
    @Transactional
    public void addTwo(String one, String other) {
        entries.add(one);
        entries.add(other);
    }

    /** Adds an entry, then fails. */
    @RpcMethod("add_and_fail")
    @Transactional
    public void addAndFail(String name) {
        entries.add(name);
        throw new RpcException("failed");
    }

    @RpcMethod
    public boolean has(String name) {
        return entries.has(name);
    }

    @RpcMethod
    public String greet(String name) {
        return greeter.greet(name);
    }

    /** The server's Jakarta Validation checks argument and result. */
    @RpcMethod
    @Size(max = 2, message = "is still too long")
    public String abbreviate(@NotNull(message = "is missing") @Size(max = 3, message = "is too long") String word) {
        return word;
    }

    /** Returns a future that this thread completes in time. */
    @RpcMethod
    @Transactional
    public CompletableFuture<Boolean> stage() {
        return CompletableFuture.completedFuture(transactional());
    }
}
