# Each method of nox's sessions, and each function that runs a command.
import nox


@nox.session
def tests(session):
    session.install("n1")
    session.run("pip", "install", "n2")
    session.run_install("pip", "install", "n3")
    session.run_always("pip", "install", "n4")
    session.notify("pip", "install", "n5")
