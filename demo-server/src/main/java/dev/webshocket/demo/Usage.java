package dev.webshocket.demo;

/** The help text of the demo. */
final class Usage {

    static final String SYNOPSIS = """
            Usage: ./demo [--port N] [--tls | --nodes N]
                   ./demo call [OPTION]... METHOD [ARG]...
                   ./demo stream [OPTION]... METHOD [ARG]...
                   ./demo --help""";

    static final String HELP = SYNOPSIS + """


            Without a command it serves the demo until the process ends:
              --port N        listen on port N, 0 for any free one (default 8080)
              --tls           serve https and wss, with a self-signed certificate for localhost,
                              created at each start
              --nodes N       serve by N processes, 1 to 9, that share a Redis of their own; the port is
                              that of a proxy, which gives each connection to the next process in turn

            call prints the result of a method as one line of JSON; stream prints each item when it
            arrives:
              --port N        call the demo on port N of this machine (default 8080)
              --url URL       call the service at this URL, such as wss://example.com/shop/ws
              --insecure      with wss, accept any certificate
              --timeout TIME  how long to wait for the connection, and then for the answer or the
                              first item, such as 500ms, 30s or 2m; 0 for no limit (default 30s)
              --token TOKEN   send this credential, such as ada:staff:60 to the demo
              --upload -      send the lines of standard input as the items of an upload
              --answer NAME=JSON
                              answer the server's calls of the method NAME with this value
              --              no options follow, so that an ARG may begin with dashes
            An ARG is JSON if it parses as JSON, else a string: 10, true, '[1, 2.5]', hello.
            So are the lines of an upload, and answers. NAME=ARG is a named argument. A string that looks like something else is written as
            JSON: '"10"', '"a=b"'. Results keep integers and strings unchanged; bytes are base64,
            times RFC 3339.

            It exits with 1 if the server does not start or the call fails, and prints the error's
            code and message to standard error. It exits with 2 if the command line is wrong.""";

    private Usage() {}
}
