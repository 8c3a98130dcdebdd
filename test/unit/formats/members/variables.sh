#!/bin/sh
# Each variable that says something of indexes.
export PIP_INDEX_URL=https://n1.example/simple
export PIP_PYPI_URL=https://n2.example/simple
export PIP_EXTRA_INDEX_URL="https://n3.example/simple https://n4.example/simple"
export PIP_FIND_LINKS="https://n5.example/a https://n6.example/b"
export PIP_TRUSTED_HOST="n7.example n8.example"
export PIP_NO_INDEX=1
export PIP_NO_INDEX=0
export PIP_CONFIG_FILE=n9.conf
export UV_DEFAULT_INDEX=https://n10.example/simple
export UV_INDEX_URL=https://n11.example/simple
export UV_INDEX="https://n12.example/simple n13=https://n13.example/simple"
export UV_EXTRA_INDEX_URL="https://n14.example/simple https://n15.example/simple"
export UV_FIND_LINKS="https://n16.example/a https://n17.example/b"
export UV_INSECURE_HOST="n18.example n19.example"
export UV_INDEX_STRATEGY=unsafe-best-match
export UV_NO_INDEX=true
export UV_CONFIG_FILE=n20.toml
export PIPENV_PYPI_MIRROR=https://n21.example/simple
export PDM_PYPI_URL=https://n22.example/simple
export POETRY_REPOSITORIES_ACME_URL=https://n23.example/simple
export POETRY_REPOSITORIES_ACME_NAME=n24
export OTHER_INDEX_URL=https://n25.example/simple
pip install n26
