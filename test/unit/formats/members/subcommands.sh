# What programs do, after options in a variable: none of these is a subcommand in the variable.
pip $OPTIONS cache n1
pip $OPTIONS check n2
pip $OPTIONS completion n3
pip $OPTIONS config n4
pip $OPTIONS debug n5
pip $OPTIONS download n6
pip $OPTIONS freeze n7
pip $OPTIONS hash n8
pip $OPTIONS help n9
pip $OPTIONS index n10
pip $OPTIONS inspect n11
pip $OPTIONS install n12
pip $OPTIONS list n13
pip $OPTIONS lock n14
pip $OPTIONS search n15
pip $OPTIONS show n16
pip $OPTIONS uninstall n17
pip $OPTIONS wheel n18
pip $OPTIONS n19 n19b
uv $OPTIONS add n20
uv $OPTIONS auth n21
uv $OPTIONS build n22
uv $OPTIONS cache n23
uv $OPTIONS check n24
uv $OPTIONS compile n25
uv $OPTIONS dir n26
uv $OPTIONS export n27
uv $OPTIONS format n28
uv $OPTIONS freeze n29
uv $OPTIONS generate-shell-completion n30
uv $OPTIONS help n31
uv $OPTIONS init n32
uv $OPTIONS install n33
uv $OPTIONS list n34
uv $OPTIONS lock n35
uv $OPTIONS pip n36
uv $OPTIONS publish n37
uv $OPTIONS python n38
uv $OPTIONS remove n39
uv $OPTIONS run n40
uv $OPTIONS self n41
uv $OPTIONS show n42
uv $OPTIONS sync n43
uv $OPTIONS tool n44
uv $OPTIONS tree n45
uv $OPTIONS uninstall n46
uv $OPTIONS update n47
uv $OPTIONS update-shell n48
uv $OPTIONS upgrade n49
uv $OPTIONS venv n50
uv $OPTIONS version n51
uv $OPTIONS workspace n52
uv $OPTIONS n53 n53b
poetry $OPTIONS about n54
poetry $OPTIONS add n55
poetry $OPTIONS build n56
poetry $OPTIONS cache n57
poetry $OPTIONS check n58
poetry $OPTIONS config n59
poetry $OPTIONS debug n60
poetry $OPTIONS env n61
poetry $OPTIONS export n62
poetry $OPTIONS help n63
poetry $OPTIONS init n64
poetry $OPTIONS install n65
poetry $OPTIONS list n66
poetry $OPTIONS lock n67
poetry $OPTIONS new n68
poetry $OPTIONS publish n69
poetry $OPTIONS python n70
poetry $OPTIONS remove n71
poetry $OPTIONS run n72
poetry $OPTIONS search n73
poetry $OPTIONS self n74
poetry $OPTIONS shell n75
poetry $OPTIONS show n76
poetry $OPTIONS source n77
poetry $OPTIONS sync n78
poetry $OPTIONS update n79
poetry $OPTIONS version n80
poetry $OPTIONS n81 n81b
pdm $OPTIONS add n82
pdm $OPTIONS build n83
pdm $OPTIONS cache n84
pdm $OPTIONS completion n85
pdm $OPTIONS config n86
pdm $OPTIONS export n87
pdm $OPTIONS fix n88
pdm $OPTIONS help n89
pdm $OPTIONS import n90
pdm $OPTIONS info n91
pdm $OPTIONS init n92
pdm $OPTIONS install n93
pdm $OPTIONS list n94
pdm $OPTIONS lock n95
pdm $OPTIONS new n96
pdm $OPTIONS outdated n97
pdm $OPTIONS plugin n98
pdm $OPTIONS publish n99
pdm $OPTIONS py n100
pdm $OPTIONS python n101
pdm $OPTIONS remove n102
pdm $OPTIONS run n103
pdm $OPTIONS search n104
pdm $OPTIONS self n105
pdm $OPTIONS show n106
pdm $OPTIONS sync n107
pdm $OPTIONS update n108
pdm $OPTIONS use n109
pdm $OPTIONS venv n110
pdm $OPTIONS n111 n111b
rye $OPTIONS add n112
rye $OPTIONS build n113
rye $OPTIONS config n114
rye $OPTIONS fetch n115
rye $OPTIONS fmt n116
rye $OPTIONS help n117
rye $OPTIONS init n118
rye $OPTIONS install n119
rye $OPTIONS lint n120
rye $OPTIONS list n121
rye $OPTIONS lock n122
rye $OPTIONS make-req n123
rye $OPTIONS pin n124
rye $OPTIONS publish n125
rye $OPTIONS remove n126
rye $OPTIONS run n127
rye $OPTIONS self n128
rye $OPTIONS show n129
rye $OPTIONS sync n130
rye $OPTIONS test n131
rye $OPTIONS toolchain n132
rye $OPTIONS tools n133
rye $OPTIONS uninstall n134
rye $OPTIONS version n135
rye $OPTIONS n136 n136b
pipenv $OPTIONS activate n137
pipenv $OPTIONS audit n138
pipenv $OPTIONS check n139
pipenv $OPTIONS clean n140
pipenv $OPTIONS graph n141
pipenv $OPTIONS help n142
pipenv $OPTIONS install n143
pipenv $OPTIONS lock n144
pipenv $OPTIONS open n145
pipenv $OPTIONS pipfile n146
pipenv $OPTIONS remove n147
pipenv $OPTIONS requirements n148
pipenv $OPTIONS run n149
pipenv $OPTIONS scripts n150
pipenv $OPTIONS shell n151
pipenv $OPTIONS sync n152
pipenv $OPTIONS uninstall n153
pipenv $OPTIONS update n154
pipenv $OPTIONS upgrade n155
pipenv $OPTIONS verify n156
pipenv $OPTIONS n157 n157b
pipx $OPTIONS completions n158
pipx $OPTIONS ensurepath n159
pipx $OPTIONS environment n160
pipx $OPTIONS help n161
pipx $OPTIONS inject n162
pipx $OPTIONS install n163
pipx $OPTIONS install-all n164
pipx $OPTIONS interpreter n165
pipx $OPTIONS list n166
pipx $OPTIONS pin n167
pipx $OPTIONS reinstall n168
pipx $OPTIONS reinstall-all n169
pipx $OPTIONS run n170
pipx $OPTIONS runpip n171
pipx $OPTIONS uninject n172
pipx $OPTIONS uninstall n173
pipx $OPTIONS uninstall-all n174
pipx $OPTIONS unpin n175
pipx $OPTIONS upgrade n176
pipx $OPTIONS upgrade-all n177
pipx $OPTIONS upgrade-shared n178
pipx $OPTIONS n179 n179b
piptools $OPTIONS compile n180
piptools $OPTIONS sync n181
piptools $OPTIONS n182 n182b
# Programs in variables that install no packages of Python, and some that may.
$MAKE install n184
$GMAKE install n185
$NPM install n186
$YARN install n187
$PNPM install n188
$BUN install n189
$NPX install n190
$APT install n191
$APTITUDE install n192
$YUM install n193
$DNF install n194
$MICRODNF install n195
$ZYPPER install n196
$APK install n197
$PACMAN install n198
$BREW install n199
$CONDA install n200
$MAMBA install n201
$MICROMAMBA install n202
$CARGO install n203
$RUSTUP install n204
$GO install n205
$GEM install n206
$BUNDLE install n207
$COMPOSER install n208
$HELM install n209
$KUBECTL install n210
$OC install n211
$DOCKER install n212
$PODMAN install n213
$COMPOSE install n214
$GIT install n215
$GH install n216
$CMAKE install n217
$MESON install n218
$NINJA install n219
$LUAROCKS install n220
$OPAM install n221
$CABAL install n222
$STACK install n223
$NUGET install n224
$DOTNET install n225
$MVN install n226
$MAVEN install n227
$GRADLE install n228
$CPAN install n229
$CPANM install n230
$FLATPAK install n231
$SNAP install n232
$CHOCO install n233
$SCOOP install n234
$WINGET install n235
$VCPKG install n236
$CONAN install n237
$VSCODE install n238
$ASDF install n239
$NIX install n240
$GUIX install n241
$TERRAFORM install n242
$GALAXY install n243
$KREW install n244
$SDKMANAGER install n245
$SDK install n246
$ADB install n247
$SYSTEMCTL install n248
$RPM install n249
$DPKG install n250
$CTEST install n251
$BAZEL install n252
$SWIFT install n253
$TOOL install n254
$MY_INSTALLER install n255
$PIP install n256
$VENV_PIP3 install n257
$UVX_BIN install n258
$MAKE2 install n259
$(which npm) install n260
$(command -v pip3) install n261
`pyenv which pip` install n262
