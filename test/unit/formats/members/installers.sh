# Each command that installs, and each option of it with its value.
pip install n1==1 n2==1
pip install n3==1 -- n4==1
pip install -i https://n5.example/simple n6==1
pip install --index-url https://n7.example/simple n8==1
pip install --pypi-url https://n9.example/simple n10==1
pip install --extra-index-url https://n11.example/simple n12==1
pip install --no-index n13==1
pip install -f https://n14.example/simple n15==1
pip install --find-links https://n16.example/simple n17==1
pip install --trusted-host n18 n19==1
pip install -r n20.txt n21==1
pip install --requirement n22.txt n23==1
pip install -c n24.txt n25==1
pip install --constraint n26.txt n27==1
pip install --build-constraint n28.txt n29==1
pip install -e ./n30 n31==1
pip install --editable ./n32 n33==1
pip install --no-binary n34 n35==1
pip install --only-binary n36 n37==1
pip install --all-releases n38 n39==1
pip install --only-final n40 n41==1
pip install --hash sha256:00 n42==1
pip install -t n43 n44==1
pip install --target n45 n46==1
pip install --prefix n47 n48==1
pip install --root n49 n50==1
pip install --src n51 n52==1
pip install --platform n53 n54==1
pip install --python-version n55 n56==1
pip install --implementation n57 n58==1
pip install --abi n59 n60==1
pip install --cache-dir n61 n62==1
pip install --progress-bar n63 n64==1
pip install --timeout n65 n66==1
pip install --default-timeout n67 n68==1
pip install --retries n69 n70==1
pip install --resume-retries n71 n72==1
pip install --proxy n73 n74==1
pip install --cert n75 n76==1
pip install --client-cert n77 n78==1
pip install --log n79 n80==1
pip install --log-file n81 n82==1
pip install --python n83 n84==1
pip install --report n85 n86==1
pip install --upgrade-strategy n87 n88==1
pip install -C n89 n90==1
pip install --config-settings n91 n92==1
pip install --global-option n93 n94==1
pip install --install-option n95 n96==1
pip install --build-option n97 n98==1
pip install --use-feature n99 n100==1
pip install --use-deprecated n101 n102==1
pip install --exists-action n103 n104==1
pip install --exclude n105 n106==1
pip install --root-user-action n107 n108==1
pip install --keyring-provider n109 n110==1
pip install -d n111 n112==1
pip install --dest n113 n114==1
pip install --download n115 n116==1
pip install -w n117 n118==1
pip install --wheel-dir n119 n120==1
pip install -b n121 n122==1
pip install --build n123 n124==1
pip install --group n125 n126==1
pip install --uploaded-prior-to n127 n128==1
pip install --requirements-from-script n129 n130==1
pip install -U n131==1
pip install --upgrade n132==1
pip install -q n133==1
pip install --quiet n134==1
pip install -v n135==1
pip install --verbose n136==1
pip install -I n137==1
pip install --ignore-installed n138==1
pip install --user n139==1
pip install --pre n140==1
pip install --no-deps n141==1
pip install --force-reinstall n142==1
pip install --no-cache-dir n143==1
pip install --isolated n144==1
pip install --require-hashes n145==1
pip install --no-require-hashes n146==1
pip install --prefer-binary n147==1
pip install --no-build-isolation n148==1
pip install --break-system-packages n149==1
pip install --dry-run n150==1
pip install --no-compile n151==1
pip install --compile n152==1
pip install --disable-pip-version-check n153==1
pip install --no-input n154==1
pip install --no-color n155==1
pip install --debug n156==1
pip install --require-virtualenv n157==1
pip install --no-warn-script-location n158==1
pip install --no-warn-conflicts n159==1
pip install --no-clean n160==1
pip install --ignore-requires-python n161==1
pip install --no-python-version-warning n162==1
pip install --check-build-dependencies n163==1
pip download n164==1 n165==1
pip download n166==1 -- n167==1
pip wheel n168==1 n169==1
pip wheel n170==1 -- n171==1
pip lock n172==1 n173==1
pip lock n174==1 -- n175==1
pip lock -i https://n176.example/simple n177==1
pip lock --index-url https://n178.example/simple n179==1
pip lock --pypi-url https://n180.example/simple n181==1
pip lock --extra-index-url https://n182.example/simple n183==1
pip lock --no-index n184==1
pip lock -f https://n185.example/simple n186==1
pip lock --find-links https://n187.example/simple n188==1
pip lock --trusted-host n189 n190==1
pip lock -r n191.txt n192==1
pip lock --requirement n193.txt n194==1
pip lock -c n195.txt n196==1
pip lock --constraint n197.txt n198==1
pip lock --build-constraint n199.txt n200==1
pip lock -e ./n201 n202==1
pip lock --editable ./n203 n204==1
pip lock --no-binary n205 n206==1
pip lock --only-binary n207 n208==1
pip lock --all-releases n209 n210==1
pip lock --only-final n211 n212==1
pip lock --hash sha256:00 n213==1
pip lock -t n214 n215==1
pip lock --target n216 n217==1
pip lock --prefix n218 n219==1
pip lock --root n220 n221==1
pip lock --src n222 n223==1
pip lock --platform n224 n225==1
pip lock --python-version n226 n227==1
pip lock --implementation n228 n229==1
pip lock --abi n230 n231==1
pip lock --cache-dir n232 n233==1
pip lock --progress-bar n234 n235==1
pip lock --timeout n236 n237==1
pip lock --default-timeout n238 n239==1
pip lock --retries n240 n241==1
pip lock --resume-retries n242 n243==1
pip lock --proxy n244 n245==1
pip lock --cert n246 n247==1
pip lock --client-cert n248 n249==1
pip lock --log n250 n251==1
pip lock --log-file n252 n253==1
pip lock --python n254 n255==1
pip lock --report n256 n257==1
pip lock --upgrade-strategy n258 n259==1
pip lock -C n260 n261==1
pip lock --config-settings n262 n263==1
pip lock --global-option n264 n265==1
pip lock --install-option n266 n267==1
pip lock --build-option n268 n269==1
pip lock --use-feature n270 n271==1
pip lock --use-deprecated n272 n273==1
pip lock --exists-action n274 n275==1
pip lock --exclude n276 n277==1
pip lock --root-user-action n278 n279==1
pip lock --keyring-provider n280 n281==1
pip lock -d n282 n283==1
pip lock --dest n284 n285==1
pip lock --download n286 n287==1
pip lock -w n288 n289==1
pip lock --wheel-dir n290 n291==1
pip lock -b n292 n293==1
pip lock --build n294 n295==1
pip lock --group n296 n297==1
pip lock --uploaded-prior-to n298 n299==1
pip lock --requirements-from-script n300 n301==1
pip lock -U n302==1
pip lock --upgrade n303==1
pip lock -q n304==1
pip lock --quiet n305==1
pip lock -v n306==1
pip lock --verbose n307==1
pip lock -I n308==1
pip lock --ignore-installed n309==1
pip lock --user n310==1
pip lock --pre n311==1
pip lock --no-deps n312==1
pip lock --force-reinstall n313==1
pip lock --no-cache-dir n314==1
pip lock --isolated n315==1
pip lock --require-hashes n316==1
pip lock --no-require-hashes n317==1
pip lock --prefer-binary n318==1
pip lock --no-build-isolation n319==1
pip lock --break-system-packages n320==1
pip lock --dry-run n321==1
pip lock --no-compile n322==1
pip lock --compile n323==1
pip lock --disable-pip-version-check n324==1
pip lock --no-input n325==1
pip lock --no-color n326==1
pip lock --debug n327==1
pip lock --require-virtualenv n328==1
pip lock --no-warn-script-location n329==1
pip lock --no-warn-conflicts n330==1
pip lock --no-clean n331==1
pip lock --ignore-requires-python n332==1
pip lock --no-python-version-warning n333==1
pip lock --check-build-dependencies n334==1
pip lock -o n335 n336==1
pip lock --output n337 n338==1
uv pip install n339==1 n340==1
uv pip install n341==1 -- n342==1
uv pip install -i https://n343.example/simple n344==1
uv pip install --index-url https://n345.example/simple n346==1
uv pip install --default-index https://n347.example/simple n348==1
uv pip install --extra-index-url https://n349.example/simple n350==1
uv pip install --index https://n351.example/simple n352==1
uv pip install --no-index n353==1
uv pip install -f https://n354.example/simple n355==1
uv pip install --find-links https://n356.example/simple n357==1
uv pip install --trusted-host n358 n359==1
uv pip install --allow-insecure-host n360 n361==1
uv pip install -r n362.txt n363==1
uv pip install --requirement n364.txt n365==1
uv pip install --requirements n366.txt n367==1
uv pip install --with-requirements n368.txt n369==1
uv pip install -c n370.txt n371==1
uv pip install --constraint n372.txt n373==1
uv pip install --constraints n374.txt n375==1
uv pip install --override n376.txt n377==1
uv pip install --overrides n378.txt n379==1
uv pip install -b n380.txt n381==1
uv pip install --build-constraint n382.txt n383==1
uv pip install --build-constraints n384.txt n385==1
uv pip install --excludes n386.txt n387==1
uv pip install -e ./n388 n389==1
uv pip install --editable ./n390 n391==1
uv pip install --with-editable ./n392 n393==1
uv pip install --no-binary n394 n395==1
uv pip install --only-binary n396 n397==1
uv pip install --no-binary-package n398 n399==1
uv pip install --no-build-package n400 n401==1
uv pip install --reinstall-package n402 n403==1
uv pip install --upgrade-package n404 n405==1
uv pip install -P n406 n407==1
uv pip install --refresh-package n408 n409==1
uv pip install -w n410 n411==1
uv pip install --with n412 n413==1
uv pip install --from n414 n415==1
uv pip install --config-file n416 n417==1
uv pip install -p n418 n419==1
uv pip install --python n420 n421==1
uv pip install --python-version n422 n423==1
uv pip install --python-platform n424 n425==1
uv pip install --target n426 n427==1
uv pip install --prefix n428 n429==1
uv pip install --extra n430 n431==1
uv pip install --group n432 n433==1
uv pip install --only-group n434 n435==1
uv pip install --no-group n436 n437==1
uv pip install --optional n438 n439==1
uv pip install --package n440 n441==1
uv pip install --directory n442 n443==1
uv pip install --project n444 n445==1
uv pip install --cache-dir n446 n447==1
uv pip install --color n448 n449==1
uv pip install --index-strategy n450 n451==1
uv pip install --keyring-provider n452 n453==1
uv pip install --resolution n454 n455==1
uv pip install --prerelease n456 n457==1
uv pip install --fork-strategy n458 n459==1
uv pip install --exclude-newer n460 n461==1
uv pip install --exclude-newer-package n462 n463==1
uv pip install --link-mode n464 n465==1
uv pip install -C n466 n467==1
uv pip install --config-setting n468 n469==1
uv pip install --config-settings n470 n471==1
uv pip install --config-settings-package n472 n473==1
uv pip install --no-build-isolation-package n474 n475==1
uv pip install --no-extra n476 n477==1
uv pip install --bounds n478 n479==1
uv pip install --rev n480 n481==1
uv pip install --tag n482 n483==1
uv pip install --branch n484 n485==1
uv pip install --script n486 n487==1
uv pip install --env-file n488 n489==1
uv pip install -m n490 n491==1
uv pip install --module n492 n493==1
uv pip install --marker n494 n495==1
uv pip install --torch-backend n496 n497==1
uv pip install --python-preference n498 n499==1
uv pip install --no-sources-package n500 n501==1
uv pip install -U n502==1
uv pip install --upgrade n503==1
uv pip install -q n504==1
uv pip install --quiet n505==1
uv pip install -v n506==1
uv pip install --verbose n507==1
uv pip install -n n508==1
uv pip install --no-cache n509==1
uv pip install --dev n510==1
uv pip install --frozen n511==1
uv pip install --locked n512==1
uv pip install --no-sync n513==1
uv pip install --system n514==1
uv pip install --offline n515==1
uv pip install --reinstall n516==1
uv pip install --no-deps n517==1
uv pip sync n518.txt n519.txt
uv pip sync n520.txt -- n521.txt
uv pip compile n522.txt n523.txt
uv pip compile n524.txt -- n525.txt
uv pip compile -i https://n526.example/simple n527.txt
uv pip compile --index-url https://n528.example/simple n529.txt
uv pip compile --default-index https://n530.example/simple n531.txt
uv pip compile --extra-index-url https://n532.example/simple n533.txt
uv pip compile --index https://n534.example/simple n535.txt
uv pip compile --no-index n536.txt
uv pip compile -f https://n537.example/simple n538.txt
uv pip compile --find-links https://n539.example/simple n540.txt
uv pip compile --trusted-host n541 n542.txt
uv pip compile --allow-insecure-host n543 n544.txt
uv pip compile -r n545.txt n546.txt
uv pip compile --requirement n547.txt n548.txt
uv pip compile --requirements n549.txt n550.txt
uv pip compile --with-requirements n551.txt n552.txt
uv pip compile -c n553.txt n554.txt
uv pip compile --constraint n555.txt n556.txt
uv pip compile --constraints n557.txt n558.txt
uv pip compile --override n559.txt n560.txt
uv pip compile --overrides n561.txt n562.txt
uv pip compile -b n563.txt n564.txt
uv pip compile --build-constraint n565.txt n566.txt
uv pip compile --build-constraints n567.txt n568.txt
uv pip compile --excludes n569.txt n570.txt
uv pip compile -e ./n571 n572.txt
uv pip compile --editable ./n573 n574.txt
uv pip compile --with-editable ./n575 n576.txt
uv pip compile --no-binary n577 n578.txt
uv pip compile --only-binary n579 n580.txt
uv pip compile --no-binary-package n581 n582.txt
uv pip compile --no-build-package n583 n584.txt
uv pip compile --reinstall-package n585 n586.txt
uv pip compile --upgrade-package n587 n588.txt
uv pip compile -P n589 n590.txt
uv pip compile --refresh-package n591 n592.txt
uv pip compile -w n593 n594.txt
uv pip compile --with n595 n596.txt
uv pip compile --from n597 n598.txt
uv pip compile --config-file n599 n600.txt
uv pip compile -p n601 n602.txt
uv pip compile --python n603 n604.txt
uv pip compile --python-version n605 n606.txt
uv pip compile --python-platform n607 n608.txt
uv pip compile --target n609 n610.txt
uv pip compile --prefix n611 n612.txt
uv pip compile --extra n613 n614.txt
uv pip compile --group n615 n616.txt
uv pip compile --only-group n617 n618.txt
uv pip compile --no-group n619 n620.txt
uv pip compile --optional n621 n622.txt
uv pip compile --package n623 n624.txt
uv pip compile --directory n625 n626.txt
uv pip compile --project n627 n628.txt
uv pip compile --cache-dir n629 n630.txt
uv pip compile --color n631 n632.txt
uv pip compile --index-strategy n633 n634.txt
uv pip compile --keyring-provider n635 n636.txt
uv pip compile --resolution n637 n638.txt
uv pip compile --prerelease n639 n640.txt
uv pip compile --fork-strategy n641 n642.txt
uv pip compile --exclude-newer n643 n644.txt
uv pip compile --exclude-newer-package n645 n646.txt
uv pip compile --link-mode n647 n648.txt
uv pip compile -C n649 n650.txt
uv pip compile --config-setting n651 n652.txt
uv pip compile --config-settings n653 n654.txt
uv pip compile --config-settings-package n655 n656.txt
uv pip compile --no-build-isolation-package n657 n658.txt
uv pip compile --no-extra n659 n660.txt
uv pip compile --bounds n661 n662.txt
uv pip compile --rev n663 n664.txt
uv pip compile --tag n665 n666.txt
uv pip compile --branch n667 n668.txt
uv pip compile --script n669 n670.txt
uv pip compile --env-file n671 n672.txt
uv pip compile -m n673 n674.txt
uv pip compile --module n675 n676.txt
uv pip compile --marker n677 n678.txt
uv pip compile --torch-backend n679 n680.txt
uv pip compile --python-preference n681 n682.txt
uv pip compile --no-sources-package n683 n684.txt
uv pip compile -U n685.txt
uv pip compile --upgrade n686.txt
uv pip compile -q n687.txt
uv pip compile --quiet n688.txt
uv pip compile -v n689.txt
uv pip compile --verbose n690.txt
uv pip compile -n n691.txt
uv pip compile --no-cache n692.txt
uv pip compile --dev n693.txt
uv pip compile --frozen n694.txt
uv pip compile --locked n695.txt
uv pip compile --no-sync n696.txt
uv pip compile --system n697.txt
uv pip compile --offline n698.txt
uv pip compile --reinstall n699.txt
uv pip compile --no-deps n700.txt
uv pip compile -o n701 n702.txt
uv pip compile --output-file n703 n704.txt
uv pip compile --format n705 n706.txt
pip-sync n707.txt n708.txt
pip-sync n709.txt -- n710.txt
pip-compile n711.txt n712.txt
pip-compile n713.txt -- n714.txt
pip-compile -i https://n715.example/simple n716.txt
pip-compile --index-url https://n717.example/simple n718.txt
pip-compile --extra-index-url https://n719.example/simple n720.txt
pip-compile --no-index n721.txt
pip-compile -f https://n722.example/simple n723.txt
pip-compile --find-links https://n724.example/simple n725.txt
pip-compile --trusted-host n726 n727.txt
pip-compile -c n728.txt n729.txt
pip-compile --constraint n730.txt n731.txt
pip-compile -P n732 n733.txt
pip-compile --upgrade-package n734 n735.txt
pip-compile --no-binary n736 n737.txt
pip-compile --only-binary n738 n739.txt
pip-compile --config n740 n741.txt
pip-compile -o n742 n743.txt
pip-compile --output-file n744 n745.txt
pip-compile --extra n746 n747.txt
pip-compile --resolver n748 n749.txt
pip-compile --cert n750 n751.txt
pip-compile --client-cert n752 n753.txt
pip-compile --pip-args n754 n755.txt
pip-compile --cache-dir n756 n757.txt
pip-compile --max-rounds n758 n759.txt
pip-compile --unsafe-package n760 n761.txt
pip-compile --annotation-style n762 n763.txt
pip-compile --newline n764 n765.txt
pip-compile --build-deps-for n766 n767.txt
pip-compile --python-executable n768 n769.txt
pip-compile --user n770 n771.txt
pip-compile --ask n772 n773.txt
pip-compile --group n774 n775.txt
pip-compile -U n776.txt
pip-compile --upgrade n777.txt
pip-compile -q n778.txt
pip-compile --quiet n779.txt
pip-compile -v n780.txt
pip-compile --verbose n781.txt
pip-compile -n n782.txt
pip-compile --dry-run n783.txt
pip-compile -p n784.txt
pip-compile --pre n785.txt
pip-compile -r n786.txt
pip-compile --rebuild n787.txt
pip-compile --no-header n788.txt
pip-compile --generate-hashes n789.txt
pip-compile --strip-extras n790.txt
pip-compile --all-extras n791.txt
piptools sync n792.txt n793.txt
piptools sync n794.txt -- n795.txt
piptools compile n796.txt n797.txt
piptools compile n798.txt -- n799.txt
easy_install n800==1 n801==1
easy_install n802==1 -- n803==1
easy_install -i https://n804.example/simple n805==1
easy_install --index-url https://n806.example/simple n807==1
easy_install -f https://n808.example/simple n809==1
easy_install --find-links https://n810.example/simple n811==1
easy_install -d n812 n813==1
easy_install --install-dir n814 n815==1
easy_install -s n816 n817==1
easy_install --script-dir n818 n819==1
easy_install -b n820 n821==1
easy_install --build-directory n822 n823==1
easy_install -H n824 n825==1
easy_install --allow-hosts n826 n827==1
easy_install -S n828 n829==1
easy_install --site-dirs n830 n831==1
easy_install --record n832 n833==1
easy_install --prefix n834 n835==1
easy_install -z n836==1
easy_install --zip-ok n837==1
easy_install -m n838==1
easy_install --multi-version n839==1
easy_install -U n840==1
easy_install --upgrade n841==1
easy_install -x n842==1
easy_install --exclude-scripts n843==1
easy_install -a n844==1
easy_install --always-copy n845==1
easy_install -N n846==1
easy_install --no-deps n847==1
easy_install -e n848==1
easy_install --editable n849==1
easy_install --user n850==1
easy_install -q n851==1
easy_install -v n852==1
pixi add --pypi n853==1 n854==1
pixi add --pypi n855==1 -- n856==1
pixi add --pypi -f n857 n858==1
pixi add --pypi --feature n859 n860==1
pixi add --pypi -p n861 n862==1
pixi add --pypi --platform n863 n864==1
pixi add --pypi --manifest-path n865 n866==1
pixi add --pypi -m n867 n868==1
pixi add --pypi -w n869 n870==1
pixi add --pypi --workspace n871 n872==1
pixi add --pypi --subdir n873 n874==1
pixi add --pypi --git n875 n876==1
pixi add --pypi --branch n877 n878==1
pixi add --pypi --tag n879 n880==1
pixi add --pypi --rev n881 n882==1
pixi add --pypi --color n883 n884==1
pixi add --pypi --tls-no-verify n885 n886==1
pixi add --pypi -e n887 n888==1
pixi add --pypi --environment n889 n890==1
pixi add --pypi --pypi n891==1
pixi add --pypi --editable n892==1
pixi add --pypi --no-install n893==1
pixi add --pypi --no-lockfile-update n894==1
pixi add --pypi --frozen n895==1
pixi add --pypi --locked n896==1
pixi add --pypi -q n897==1
pixi add --pypi -v n898==1
uv add n899==1 n900==1
uv add n901==1 -- n902==1
uv tool install n903@1 n904@1
uv tool install n905@1 -- n906@1
uv tool upgrade n907@1 n908@1
uv tool upgrade n909@1 -- n910@1
uv tool run n911@1 n912@1
uv tool run n913@1 -- n914@1
uv run n915==1 n916==1
uv run n917==1 -- n918==1
uv sync n919==1 n920==1
uv sync n921==1 -- n922==1
uv lock n923==1 n924==1
uv lock n925==1 -- n926==1
uv export n927==1 n928==1
uv export n929==1 -- n930==1
uv build n931==1 n932==1
uv build n933==1 -- n934==1
uvx n935@1 n936@1
uvx n937@1 -- n938@1
poetry add n939@^1 n940@^1
poetry add n941@^1 -- n942@^1
poetry add --source n943 n944@^1
poetry add -G n945 n946@^1
poetry add --group n947 n948@^1
poetry add -E n949 n950@^1
poetry add --extras n951 n952@^1
poetry add --python n953 n954@^1
poetry add --platform n955 n956@^1
poetry add --markers n957 n958@^1
poetry add -P n959 n960@^1
poetry add --project n961 n962@^1
poetry add -C n963 n964@^1
poetry add --directory n965 n966@^1
poetry add -e ./n967 n968@^1
poetry add --editable ./n969 n970@^1
poetry add -D n971@^1
poetry add --dev n972@^1
poetry add -q n973@^1
poetry add --quiet n974@^1
poetry add -v n975@^1
poetry add --verbose n976@^1
poetry add -n n977@^1
poetry add --no-interaction n978@^1
poetry update n979@^1 n980@^1
poetry update n981@^1 -- n982@^1
poetry self add n983@^1 n984@^1
poetry self add n985@^1 -- n986@^1
pdm add n987==1 n988==1
pdm add n989==1 -- n990==1
pdm add -G n991 n992==1
pdm add --group n993 n994==1
pdm add -p n995 n996==1
pdm add --project n997 n998==1
pdm add -c n999 n1000==1
pdm add --config n1001 n1002==1
pdm add -L n1003 n1004==1
pdm add --lockfile n1005 n1006==1
pdm add --save-strategy n1007 n1008==1
pdm add --override n1009 n1010==1
pdm add --venv n1011 n1012==1
pdm add -e ./n1013 n1014==1
pdm add --editable ./n1015 n1016==1
pdm add -d n1017==1
pdm add --dev n1018==1
pdm add -g n1019==1
pdm add --global n1020==1
pdm add -q n1021==1
pdm add --quiet n1022==1
pdm add -v n1023==1
pdm add --verbose n1024==1
pdm add -u n1025==1
pdm add --unconstrained n1026==1
pdm add -x n1027==1
pdm add --no-isolation n1028==1
pdm update n1029==1 n1030==1
pdm update n1031==1 -- n1032==1
pdm self add n1033==1 n1034==1
pdm self add n1035==1 -- n1036==1
rye add n1037==1 n1038==1
rye add n1039==1 -- n1040==1
rye update n1041==1 n1042==1
rye update n1043==1 -- n1044==1
rye install n1045==1 n1046==1
rye install n1047==1 -- n1048==1
rye tools install n1049==1 n1050==1
rye tools install n1051==1 -- n1052==1
pipenv install n1053==1 n1054==1
pipenv install n1055==1 -- n1056==1
pipenv install -i https://n1057.example/simple n1058==1
pipenv install --index https://n1059.example/simple n1060==1
pipenv install --pypi-mirror https://n1061.example/simple n1062==1
pipenv install --extra-index-url https://n1063.example/simple n1064==1
pipenv install -r n1065.txt n1066==1
pipenv install --requirements n1067.txt n1068==1
pipenv install -e ./n1069 n1070==1
pipenv install --editable ./n1071 n1072==1
pipenv install -p n1073 n1074==1
pipenv install --python n1075 n1076==1
pipenv install --categories n1077 n1078==1
pipenv install --extra-pip-args n1079 n1080==1
pipenv install -d n1081==1
pipenv install --dev n1082==1
pipenv install -q n1083==1
pipenv install --quiet n1084==1
pipenv install -v n1085==1
pipenv install --verbose n1086==1
pipenv install --system n1087==1
pipenv install --deploy n1088==1
pipenv install --pre n1089==1
pipenv upgrade n1090==1 n1091==1
pipenv upgrade n1092==1 -- n1093==1
pipenv update n1094==1 n1095==1
pipenv update n1096==1 -- n1097==1
pipx install n1098==1 n1099==1
pipx install n1100==1 -- n1101==1
pipx install -i https://n1102.example/simple n1103==1
pipx install --index-url https://n1104.example/simple n1105==1
pipx install --spec n1106 n1107==1
pipx install --preinstall n1108 n1109==1
pipx install --with n1110 n1111==1
pipx install -r n1112.txt n1113==1
pipx install --requirement n1114.txt n1115==1
pipx install --pip-args n1116 n1117==1
pipx install --python n1118 n1119==1
pipx install --suffix n1120 n1121==1
pipx install --backend n1122 n1123==1
pipx install --fetch-missing-python n1124 n1125==1
pipx install --lock n1126 n1127==1
pipx install -q n1128==1
pipx install --quiet n1129==1
pipx install -v n1130==1
pipx install --verbose n1131==1
pipx install -f n1132==1
pipx install --force n1133==1
pipx install -e n1134==1
pipx install --editable n1135==1
pipx install --include-deps n1136==1
pipx install --include-apps n1137==1
pipx install --system-site-packages n1138==1
pipx install --global n1139==1
pipx upgrade n1140==1 n1141==1
pipx upgrade n1142==1 -- n1143==1
pipx reinstall n1144==1 n1145==1
pipx reinstall n1146==1 -- n1147==1
pipx inject skip0 n1148==1 n1149==1
pipx inject skip0 n1150==1 -- n1151==1
pipx runpip skip0 skip1 n1152==1 n1153==1
pipx runpip skip0 skip1 n1154==1 -- n1155==1
pipx run n1156==1 n1157==1
pipx run n1158==1 -- n1159==1
pex n1160==1 n1161==1
pex n1162==1 -- n1163==1
pex -i https://n1164.example/simple n1165==1
pex --index https://n1166.example/simple n1167==1
pex --index-url https://n1168.example/simple n1169==1
pex --extra-index-url https://n1170.example/simple n1171==1
pex -f https://n1172.example/simple n1173==1
pex --find-links https://n1174.example/simple n1175==1
pex --repo https://n1176.example/simple n1177==1
pex -r n1178.txt n1179==1
pex --requirement n1180.txt n1181==1
pex --constraint n1182.txt n1183==1
pex --constraints n1184.txt n1185==1
pex -o n1186 n1187==1
pex --output-file n1188 n1189==1
pex -c n1190 n1191==1
pex --script n1192 n1193==1
pex --console-script n1194 n1195==1
pex -m n1196 n1197==1
pex -e n1198 n1199==1
pex --entry-point n1200 n1201==1
pex --python n1202 n1203==1
pex --python-path n1204 n1205==1
pex --python-shebang n1206 n1207==1
pex -D n1208 n1209==1
pex --sources-directory n1210 n1211==1
pex -P n1212 n1213==1
pex --package n1214 n1215==1
pex -M n1216 n1217==1
pex --module n1218 n1219==1
pex --platform n1220 n1221==1
pex --complete-platform n1222 n1223==1
pex --lock n1224 n1225==1
pex --pip-version n1226 n1227==1
pex --interpreter-constraint n1228 n1229==1
pex --pex-root n1230 n1231==1
pex --runtime-pex-root n1232 n1233==1
pex --venv n1234 n1235==1
pex --executable n1236 n1237==1
pex --exe n1238 n1239==1
pex --python-script n1240 n1241==1
pex --inject-env n1242 n1243==1
pex --inject-args n1244 n1245==1
pex --layout n1246 n1247==1
pex --scie n1248 n1249==1
pex -j n1250 n1251==1
pex --jobs n1252 n1253==1
pex --project n1254 n1255==1
pex --group n1256 n1257==1
pex -p n1258 n1259==1
pex --root n1260 n1261==1
pex -v n1262==1
pex -q n1263==1
pex --no-pypi n1264==1
pex --pre n1265==1
pex --compressed n1266==1
pex --upgrade n1267==1
shiv n1268==1 n1269==1
shiv n1270==1 -- n1271==1
pip-run n1272==1 n1273==1
pip-run n1274==1 -- n1275==1
mise use pipx:n1276@1 pipx:n1277@1
mise use pipx:n1278@1 -- pipx:n1279@1
mise use -j n1280 pipx:n1281@1
mise use --jobs n1282 pipx:n1283@1
mise use -e n1284 pipx:n1285@1
mise use --env n1286 pipx:n1287@1
mise use -p n1288 pipx:n1289@1
mise use --path n1290 pipx:n1291@1
mise use -C n1292 pipx:n1293@1
mise use --cd n1294 pipx:n1295@1
mise use -f pipx:n1296@1
mise use --force pipx:n1297@1
mise use -g pipx:n1298@1
mise use --global pipx:n1299@1
mise use -q pipx:n1300@1
mise use -v pipx:n1301@1
mise use -y pipx:n1302@1
mise use --pin pipx:n1303@1
mise use --yes pipx:n1304@1
mise use --raw pipx:n1305@1
mise install pipx:n1306@1 pipx:n1307@1
mise install pipx:n1308@1 -- pipx:n1309@1
mise exec pipx:n1310@1 pipx:n1311@1
mise exec pipx:n1312@1 -- pipx:n1313@1
mise x pipx:n1314@1 pipx:n1315@1
mise x pipx:n1316@1 -- pipx:n1317@1
