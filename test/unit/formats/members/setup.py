# Each function that runs a command, each that takes the arguments of pip, and each method of texts and lists.
import asyncio
import os
import subprocess

from setuptools import setup

os.system("pip install n1")
os.popen("pip install n2")
subprocess.Popen("pip install n3")
subprocess.run("pip install n4")
subprocess.call("pip install n5")
subprocess.check_call("pip install n6")
subprocess.check_output("pip install n7")
subprocess.getoutput("pip install n8")
subprocess.getstatusoutput("pip install n9")
asyncio.create_subprocess_shell("pip install n10")
asyncio.create_subprocess_exec("pip", "install", "n11")
c.sudo("pip install n12")
c.local("pip install n13")
c.shell("pip install n14")
c.cmd("pip install n15")
c.sh("pip install n16")
pip.main(["install", "n17"])
pip.pipmain(["install", "n18"])
pip.pip_main(["install", "n19"])
pip._main(["install", "n20"])
c.other("pip install n21")
micropip.install("n22")
piplite.install("n23")

lines = "n30\nn31".splitlines()
read = "n32\nn33".readlines()
words = "n34 n35".split()
commas = "n36,n37".split(",")
stripped = ["n38"].strip()
right = ["n39"].rstrip()
left = ["n40"].lstrip()
copied = ["n41"].copy()
added = ["n42"]
added += ["n43"]
added.append("n44")
added.insert(0, "n45")
added.extend(["n46"])
added[0] = "n47"
annotated: list = ["n48"]
members = {"n49"}
members.add("n50")
extras = {"a": ["n51"]}
extras["b"] = ["n52"]
extras.update(c=["n53"])

setup(
    install_requires=lines + read + words + commas + stripped + right + left + copied + added + annotated + list(members),
    setup_requires=["n60"],
    tests_require=["n61"],
    extras_require=extras,
    dependency_links=["https://n62.example/simple"],
)
