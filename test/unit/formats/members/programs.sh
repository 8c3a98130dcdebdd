#!/bin/sh
# What may be before, around or in place of a command that installs.
then pip install n1
do pip install n2
else pip install n3
elif pip install n4
if pip install n5
while pip install n6
until pip install n7
! pip install n8
{ pip install n9
time pip install n10
exec pip install n11
command pip install n12
nohup pip install n13
env pip install n14
sudo pip install n15
doas pip install n16
builtin pip install n17
eval pip install n18
nice pip install n19
ionice pip install n20
setsid pip install n21
timeout pip install n22
retry pip install n23
call pip install n24
coproc pip install n25
& pip install n26
. pip install n27
stdbuf pip install n28
unbuffer pip install n29
caffeinate pip install n30
sudo -x pip install n31
sudo 10m pip install n32
sudo 1.5 pip install n33
sudo -u user pip install n34
sudo --user user pip install n35
env -x pip install n36
env 10m pip install n37
env 1.5 pip install n38
env -u user pip install n39
env --user user pip install n40
doas -x pip install n41
doas 10m pip install n42
doas 1.5 pip install n43
doas -u user pip install n44
doas --user user pip install n45
exec -x pip install n46
exec 10m pip install n47
exec 1.5 pip install n48
exec -u user pip install n49
exec --user user pip install n50
time -x pip install n51
time 10m pip install n52
time 1.5 pip install n53
time -u user pip install n54
time --user user pip install n55
nice -x pip install n56
nice 10m pip install n57
nice 1.5 pip install n58
nice -u user pip install n59
nice --user user pip install n60
ionice -x pip install n61
ionice 10m pip install n62
ionice 1.5 pip install n63
ionice -u user pip install n64
ionice --user user pip install n65
timeout -x pip install n66
timeout 10m pip install n67
timeout 1.5 pip install n68
timeout -u user pip install n69
timeout --user user pip install n70
retry -x pip install n71
retry 10m pip install n72
retry 1.5 pip install n73
retry -u user pip install n74
retry --user user pip install n75
command -x pip install n76
command 10m pip install n77
command 1.5 pip install n78
command -u user pip install n79
command --user user pip install n80
stdbuf -x pip install n81
stdbuf 10m pip install n82
stdbuf 1.5 pip install n83
stdbuf -u user pip install n84
stdbuf --user user pip install n85
caffeinate -x pip install n86
caffeinate 10m pip install n87
caffeinate 1.5 pip install n88
caffeinate -u user pip install n89
caffeinate --user user pip install n90
nohup -x pip install n91
nohup 10m pip install n92
nohup 1.5 pip install n93
nohup -u user pip install n94
nohup --user user pip install n95
sudo -u value pip install n96
sudo -u pip install n97
sudo -g value pip install n98
sudo -g pip install n99
sudo -C value pip install n100
sudo -C pip install n101
sudo -n value pip install n102
sudo -n pip install n103
sudo -P value pip install n104
sudo -P pip install n105
sudo -k value pip install n106
sudo -k pip install n107
sudo -p value pip install n108
sudo -p pip install n109
sudo -Eu value pip install n110
sudo -Eu pip install n111
sudo -HU value pip install n112
sudo -HU pip install n113
sudo -Hu value pip install n114
sudo -Hu pip install n115
sudo -z value pip install n116
sudo -z pip install n117
A=1 B=2 pip install n118
env A=1 pip install n119
sudo A=1 -H pip install n120
1A=1 pip install n121
poetry run pip install n122
poetry run -n dev pip install n123
poetry run --name dev pip install n124
poetry run --with n125 pip install n126
poetry run -q pip install n127
poetry run -m pip install n128
poetry shell pip install n129
pipenv run pip install n130
pipenv run -n dev pip install n131
pipenv run --name dev pip install n132
pipenv run --with n133 pip install n134
pipenv run -q pip install n135
pipenv run -m pip install n136
pipenv shell pip install n137
pdm run pip install n138
pdm run -n dev pip install n139
pdm run --name dev pip install n140
pdm run --with n141 pip install n142
pdm run -q pip install n143
pdm run -m pip install n144
pdm shell pip install n145
hatch run pip install n146
hatch run -n dev pip install n147
hatch run --name dev pip install n148
hatch run --with n149 pip install n150
hatch run -q pip install n151
hatch run -m pip install n152
hatch shell pip install n153
rye run pip install n154
rye run -n dev pip install n155
rye run --name dev pip install n156
rye run --with n157 pip install n158
rye run -q pip install n159
rye run -m pip install n160
rye shell pip install n161
uv run pip install n162
uv run -n dev pip install n163
uv run --name dev pip install n164
uv run --with n165 pip install n166
uv run -q pip install n167
uv run -m pip install n168
uv shell pip install n169
conda run pip install n170
conda run -n dev pip install n171
conda run --name dev pip install n172
conda run --with n173 pip install n174
conda run -q pip install n175
conda run -m pip install n176
conda shell pip install n177
mamba run pip install n178
mamba run -n dev pip install n179
mamba run --name dev pip install n180
mamba run --with n181 pip install n182
mamba run -q pip install n183
mamba run -m pip install n184
mamba shell pip install n185
micromamba run pip install n186
micromamba run -n dev pip install n187
micromamba run --name dev pip install n188
micromamba run --with n189 pip install n190
micromamba run -q pip install n191
micromamba run -m pip install n192
micromamba shell pip install n193
pixi run pip install n194
pixi run -n dev pip install n195
pixi run --name dev pip install n196
pixi run --with n197 pip install n198
pixi run -q pip install n199
pixi run -m pip install n200
pixi shell pip install n201
coverage run pip install n202
coverage run -n dev pip install n203
coverage run --name dev pip install n204
coverage run --with n205 pip install n206
coverage run -q pip install n207
coverage run -m pip install n208
coverage shell pip install n209
uv run -n value pip install n210
uv run --name value pip install n211
uv run -p value pip install n212
uv run --prefix value pip install n213
uv run --with value pip install n214
uv run --python value pip install n215
uv run --group value pip install n216
uv run --extra value pip install n217
uv run --project value pip install n218
uv run --directory value pip install n219
uv run -e value pip install n220
uv run --env value pip install n221
uv run --other value pip install n222
docker run --rm image pip install n223
docker run -v ~/.cache/pip:/root/.cache/pip image pip install n224
docker exec image python -m pip install n225
docker run python:3 python -m pip install n226
docker-compose run --rm image pip install n227
docker-compose run -v ~/.cache/pip:/root/.cache/pip image pip install n228
docker-compose exec image python -m pip install n229
docker-compose run python:3 python -m pip install n230
podman run --rm image pip install n231
podman run -v ~/.cache/pip:/root/.cache/pip image pip install n232
podman exec image python -m pip install n233
podman run python:3 python -m pip install n234
podman-compose run --rm image pip install n235
podman-compose run -v ~/.cache/pip:/root/.cache/pip image pip install n236
podman-compose exec image python -m pip install n237
podman-compose run python:3 python -m pip install n238
nerdctl run --rm image pip install n239
nerdctl run -v ~/.cache/pip:/root/.cache/pip image pip install n240
nerdctl exec image python -m pip install n241
nerdctl run python:3 python -m pip install n242
kubectl run --rm image pip install n243
kubectl run -v ~/.cache/pip:/root/.cache/pip image pip install n244
kubectl exec image python -m pip install n245
kubectl run python:3 python -m pip install n246
oc run --rm image pip install n247
oc run -v ~/.cache/pip:/root/.cache/pip image pip install n248
oc exec image python -m pip install n249
oc run python:3 python -m pip install n250
lxc run --rm image pip install n251
lxc run -v ~/.cache/pip:/root/.cache/pip image pip install n252
lxc exec image python -m pip install n253
lxc run python:3 python -m pip install n254
singularity run --rm image pip install n255
singularity run -v ~/.cache/pip:/root/.cache/pip image pip install n256
singularity exec image python -m pip install n257
singularity run python:3 python -m pip install n258
apptainer run --rm image pip install n259
apptainer run -v ~/.cache/pip:/root/.cache/pip image pip install n260
apptainer exec image python -m pip install n261
apptainer run python:3 python -m pip install n262
chroot run --rm image pip install n263
chroot run -v ~/.cache/pip:/root/.cache/pip image pip install n264
chroot exec image python -m pip install n265
chroot run python:3 python -m pip install n266
gosu run --rm image pip install n267
gosu run -v ~/.cache/pip:/root/.cache/pip image pip install n268
gosu exec image python -m pip install n269
gosu run python:3 python -m pip install n270
su-exec run --rm image pip install n271
su-exec run -v ~/.cache/pip:/root/.cache/pip image pip install n272
su-exec exec image python -m pip install n273
su-exec run python:3 python -m pip install n274
setpriv run --rm image pip install n275
setpriv run -v ~/.cache/pip:/root/.cache/pip image pip install n276
setpriv exec image python -m pip install n277
setpriv run python:3 python -m pip install n278
flock run --rm image pip install n279
flock run -v ~/.cache/pip:/root/.cache/pip image pip install n280
flock exec image python -m pip install n281
flock run python:3 python -m pip install n282
unshare run --rm image pip install n283
unshare run -v ~/.cache/pip:/root/.cache/pip image pip install n284
unshare exec image python -m pip install n285
unshare run python:3 python -m pip install n286
nsenter run --rm image pip install n287
nsenter run -v ~/.cache/pip:/root/.cache/pip image pip install n288
nsenter exec image python -m pip install n289
nsenter run python:3 python -m pip install n290
fakeroot run --rm image pip install n291
fakeroot run -v ~/.cache/pip:/root/.cache/pip image pip install n292
fakeroot exec image python -m pip install n293
fakeroot run python:3 python -m pip install n294
dumb-init run --rm image pip install n295
dumb-init run -v ~/.cache/pip:/root/.cache/pip image pip install n296
dumb-init exec image python -m pip install n297
dumb-init run python:3 python -m pip install n298
tini run --rm image pip install n299
tini run -v ~/.cache/pip:/root/.cache/pip image pip install n300
tini exec image python -m pip install n301
tini run python:3 python -m pip install n302
ssh host "pip install n303"
ssh -c 'pip install n304'
watch host "pip install n305"
watch -c 'pip install n306'
script host "pip install n307"
script -c 'pip install n308'
sbatch host "pip install n309"
sbatch -c 'pip install n310'
srun host "pip install n311"
srun -c 'pip install n312'
bsub host "pip install n313"
bsub -c 'pip install n314'
qsub host "pip install n315"
qsub -c 'pip install n316'
tmux host "pip install n317"
tmux -c 'pip install n318'
screen host "pip install n319"
screen -c 'pip install n320'
nix host "pip install n321"
nix -c 'pip install n322'
nix-shell host "pip install n323"
nix-shell -c 'pip install n324'
vagrant host "pip install n325"
vagrant -c 'pip install n326'
wsl host "pip install n327"
wsl -c 'pip install n328'
wsl.exe host "pip install n329"
wsl.exe -c 'pip install n330'
heroku host "pip install n331"
heroku -c 'pip install n332'
fly host "pip install n333"
fly -c 'pip install n334'
flyctl host "pip install n335"
flyctl -c 'pip install n336'
gcloud host "pip install n337"
gcloud -c 'pip install n338'
aws host "pip install n339"
aws -c 'pip install n340'
adb host "pip install n341"
adb -c 'pip install n342'
multipass host "pip install n343"
multipass -c 'pip install n344'
limactl host "pip install n345"
limactl -c 'pip install n346'
entr host "pip install n347"
entr -c 'pip install n348'
nodemon host "pip install n349"
nodemon -c 'pip install n350'
xvfb-run host "pip install n351"
xvfb-run -c 'pip install n352'
concurrently host "pip install n353"
concurrently -c 'pip install n354'
npx host "pip install n355"
npx -c 'pip install n356'
at host "pip install n357"
at -c 'pip install n358'
batch host "pip install n359"
batch -c 'pip install n360'
expect host "pip install n361"
expect -c 'pip install n362'
alias host "pip install n363"
alias -c 'pip install n364'
flock host "pip install n365"
flock -c 'pip install n366'
docker host "pip install n367"
docker -c 'pip install n368'
docker-compose host "pip install n369"
docker-compose -c 'pip install n370'
podman host "pip install n371"
podman -c 'pip install n372'
kubectl host "pip install n373"
kubectl -c 'pip install n374'
oc host "pip install n375"
oc -c 'pip install n376'
lxc host "pip install n377"
lxc -c 'pip install n378'
gosu host "pip install n379"
gosu -c 'pip install n380'
chroot host "pip install n381"
chroot -c 'pip install n382'
su host "pip install n383"
su -c 'pip install n384'
runuser host "pip install n385"
runuser -c 'pip install n386'
run-parts host "pip install n387"
run-parts -c 'pip install n388'
invoke-command host "pip install n389"
invoke-command -c 'pip install n390'
start-job host "pip install n391"
start-job -c 'pip install n392'
retry host "pip install n393"
retry -c 'pip install n394'
timeout host "pip install n395"
timeout -c 'pip install n396'
time host "pip install n397"
time -c 'pip install n398'
nohup host "pip install n399"
nohup -c 'pip install n400'
stdbuf host "pip install n401"
stdbuf -c 'pip install n402'
sshpass host "pip install n403"
sshpass -c 'pip install n404'
pssh host "pip install n405"
pssh -c 'pip install n406'
ansible host "pip install n407"
ansible -c 'pip install n408'
salt host "pip install n409"
salt -c 'pip install n410'
other host "pip install n411"
other -c 'pip install n412'
sh -c 'pip install n413'
sh -lc "pip install n414 && pip install n415"
sh user -c "pip install n416"
bash -c 'pip install n417'
bash -lc "pip install n418 && pip install n419"
bash user -c "pip install n420"
zsh -c 'pip install n421'
zsh -lc "pip install n422 && pip install n423"
zsh user -c "pip install n424"
dash -c 'pip install n425'
dash -lc "pip install n426 && pip install n427"
dash user -c "pip install n428"
ash -c 'pip install n429'
ash -lc "pip install n430 && pip install n431"
ash user -c "pip install n432"
ksh -c 'pip install n433'
ksh -lc "pip install n434 && pip install n435"
ksh user -c "pip install n436"
fish -c 'pip install n437'
fish -lc "pip install n438 && pip install n439"
fish user -c "pip install n440"
csh -c 'pip install n441'
csh -lc "pip install n442 && pip install n443"
csh user -c "pip install n444"
tcsh -c 'pip install n445'
tcsh -lc "pip install n446 && pip install n447"
tcsh user -c "pip install n448"
su -c 'pip install n449'
su -lc "pip install n450 && pip install n451"
su user -c "pip install n452"
runuser -c 'pip install n453'
runuser -lc "pip install n454 && pip install n455"
runuser user -c "pip install n456"
busybox -c 'pip install n457'
busybox -lc "pip install n458 && pip install n459"
busybox user -c "pip install n460"
xsh -c 'pip install n461'
xsh -lc "pip install n462 && pip install n463"
xsh user -c "pip install n464"
: pip install n465
my-: "pip install n466"
:: pip install n467
my-:: "pip install n468"
[ pip install n469
my-[ "pip install n470"
[[ pip install n471
my-[[ "pip install n472"
test pip install n473
my-test "pip install n474"
pytest pip install n475
my-pytest "pip install n476"
py.test pip install n477
my-py.test "pip install n478"
mypy pip install n479
my-mypy "pip install n480"
ruff pip install n481
my-ruff "pip install n482"
flake8 pip install n483
my-flake8 "pip install n484"
pylint pip install n485
my-pylint "pip install n486"
true pip install n487
my-true "pip install n488"
false pip install n489
my-false "pip install n490"
which pip install n491
my-which "pip install n492"
type pip install n493
my-type "pip install n494"
hash pip install n495
my-hash "pip install n496"
whereis pip install n497
my-whereis "pip install n498"
man pip install n499
my-man "pip install n500"
help pip install n501
my-help "pip install n502"
git pip install n503
my-git "pip install n504"
hg pip install n505
my-hg "pip install n506"
gh pip install n507
my-gh "pip install n508"
sed pip install n509
my-sed "pip install n510"
awk pip install n511
my-awk "pip install n512"
gawk pip install n513
my-gawk "pip install n514"
tee pip install n515
my-tee "pip install n516"
cat pip install n517
my-cat "pip install n518"
curl pip install n519
my-curl "pip install n520"
wget pip install n521
my-wget "pip install n522"
read pip install n523
my-read "pip install n524"
case pip install n525
my-case "pip install n526"
return pip install n527
my-return "pip install n528"
exit pip install n529
my-exit "pip install n530"
export pip install n531
my-export "pip install n532"
readonly pip install n533
my-readonly "pip install n534"
local pip install n535
my-local "pip install n536"
declare pip install n537
my-declare "pip install n538"
typeset pip install n539
my-typeset "pip install n540"
set pip install n541
my-set "pip install n542"
unset pip install n543
my-unset "pip install n544"
rem pip install n545
my-rem "pip install n546"
title pip install n547
my-title "pip install n548"
grep pip install n549
my-grep "pip install n550"
egrep pip install n551
my-egrep "pip install n552"
fgrep pip install n553
my-fgrep "pip install n554"
zgrep pip install n555
my-zgrep "pip install n556"
rg pip install n557
my-rg "pip install n558"
ag pip install n559
my-ag "pip install n560"
find pip install n561
my-find "pip install n562"
printf pip install n563
my-printf "pip install n564"
apt pip install n565
my-apt "pip install n566"
apt-get pip install n567
my-apt-get "pip install n568"
apk pip install n569
my-apk "pip install n570"
yum pip install n571
my-yum "pip install n572"
dnf pip install n573
my-dnf "pip install n574"
brew pip install n575
my-brew "pip install n576"
npm pip install n577
my-npm "pip install n578"
yarn pip install n579
my-yarn "pip install n580"
pnpm pip install n581
my-pnpm "pip install n582"
gem pip install n583
my-gem "pip install n584"
cargo pip install n585
my-cargo "pip install n586"
go pip install n587
my-go "pip install n588"
choco pip install n589
my-choco "pip install n590"
winget pip install n591
my-winget "pip install n592"
scoop pip install n593
my-scoop "pip install n594"
throw pip install n595
my-throw "pip install n596"
assert pip install n597
my-assert "pip install n598"
dialog pip install n599
my-dialog "pip install n600"
whiptail pip install n601
my-whiptail "pip install n602"
zenity pip install n603
my-zenity "pip install n604"
notify-send pip install n605
my-notify-send "pip install n606"
osascript pip install n607
my-osascript "pip install n608"
print pip install n609
my-print "pip install n610"
println pip install n611
my-println "pip install n612"
echo pip install n613
my-echo "pip install n614"
eecho pip install n615
my-eecho "pip install n616"
cecho pip install n617
my-cecho "pip install n618"
log pip install n619
my-log "pip install n620"
logger pip install n621
my-logger "pip install n622"
warn pip install n623
my-warn "pip install n624"
warning pip install n625
my-warning "pip install n626"
err pip install n627
my-err "pip install n628"
error pip install n629
my-error "pip install n630"
info pip install n631
my-info "pip install n632"
debug pip install n633
my-debug "pip install n634"
trace pip install n635
my-trace "pip install n636"
msg pip install n637
my-msg "pip install n638"
message pip install n639
my-message "pip install n640"
say pip install n641
my-say "pip install n642"
note pip install n643
my-note "pip install n644"
notice pip install n645
my-notice "pip install n646"
die pip install n647
my-die "pip install n648"
fail pip install n649
my-fail "pip install n650"
failure pip install n651
my-failure "pip install n652"
fatal pip install n653
my-fatal "pip install n654"
abort pip install n655
my-abort "pip install n656"
usage pip install n657
my-usage "pip install n658"
success pip install n659
my-success "pip install n660"
ok pip install n661
my-ok "pip install n662"
header pip install n663
my-header "pip install n664"
heading pip install n665
my-heading "pip install n666"
banner pip install n667
my-banner "pip install n668"
section pip install n669
my-section "pip install n670"
status pip install n671
my-status "pip install n672"
announce pip install n673
my-announce "pip install n674"
comment pip install n675
my-comment "pip install n676"
describe pip install n677
my-describe "pip install n678"
host pip install n679
my-host "pip install n680"
output pip install n681
my-output "pip install n682"
verbose pip install n683
my-verbose "pip install n684"
hint pip install n685
my-hint "pip install n686"
tip pip install n687
my-tip "pip install n688"
ask pip install n689
my-ask "pip install n690"
confirm pip install n691
my-confirm "pip install n692"
prompt pip install n693
my-prompt "pip install n694"
panic pip install n695
my-panic "pip install n696"
bail pip install n697
my-bail "pip install n698"
skip pip install n699
my-skip "pip install n700"
todo pip install n701
my-todo "pip install n702"
require pip install n703
my-require "pip install n704"
requires pip install n705
my-requires "pip install n706"
check pip install n707
my-check "pip install n708"
need pip install n709
my-need "pip install n710"
needs pip install n711
my-needs "pip install n712"
missing pip install n713
my-missing "pip install n714"
log-run pip install n715
echo_and_run "pip install n716"
log-exec pip install n717
echo_and_exec "pip install n718"
log-execute pip install n719
echo_and_execute "pip install n720"
log-do pip install n721
echo_and_do "pip install n722"
log-try pip install n723
echo_and_try "pip install n724"
log-cmd pip install n725
echo_and_cmd "pip install n726"
log-command pip install n727
echo_and_command "pip install n728"
log-retry pip install n729
echo_and_retry "pip install n730"
log-eval pip install n731
echo_and_eval "pip install n732"
log-and pip install n733
echo_and_and "pip install n734"
log-with pip install n735
echo_and_with "pip install n736"
log-other pip install n737
echo_and_other "pip install n738"
pip3 install n739
pip3.11 install n740
pip-3 install n741
pip-3.12 install n742
pip$VERSION install n743
pip3.$MINOR install n744
pip%V% install n745
pipx3 install n746
pip3x install n747
/opt/venv/bin/pip install n748
C:\\venv\\Scripts\\pip.exe install n749
Pip3.11.exe install n750
@pip install n751
$PIP install n752
${PIP} install n753
"$VENV/bin/pip" install n754
$(PIP) install n755
~/bin/pip install n756
./pip install n757
xpip install n758
python -m pip install n759
python -mpip install n760
python -Im pip install n761
python -W ignore -m pip install n762
python -X dev -m pip install n763
python -u -m pip install n764
python script.py -m pip install n765
python -m uv pip install n766
python -c pip install n767
python3 -m pip install n768
python3 -mpip install n769
python3 -Im pip install n770
python3 -W ignore -m pip install n771
python3 -X dev -m pip install n772
python3 -u -m pip install n773
python3 script.py -m pip install n774
python3 -m uv pip install n775
python3 -c pip install n776
python3.12 -m pip install n777
python3.12 -mpip install n778
python3.12 -Im pip install n779
python3.12 -W ignore -m pip install n780
python3.12 -X dev -m pip install n781
python3.12 -u -m pip install n782
python3.12 script.py -m pip install n783
python3.12 -m uv pip install n784
python3.12 -c pip install n785
pypy3 -m pip install n786
pypy3 -mpip install n787
pypy3 -Im pip install n788
pypy3 -W ignore -m pip install n789
pypy3 -X dev -m pip install n790
pypy3 -u -m pip install n791
pypy3 script.py -m pip install n792
pypy3 -m uv pip install n793
pypy3 -c pip install n794
py -m pip install n795
py -mpip install n796
py -Im pip install n797
py -W ignore -m pip install n798
py -X dev -m pip install n799
py -u -m pip install n800
py script.py -m pip install n801
py -m uv pip install n802
py -c pip install n803
py3 -m pip install n804
py3 -mpip install n805
py3 -Im pip install n806
py3 -W ignore -m pip install n807
py3 -X dev -m pip install n808
py3 -u -m pip install n809
py3 script.py -m pip install n810
py3 -m uv pip install n811
py3 -c pip install n812
pythonw -m pip install n813
pythonw -mpip install n814
pythonw -Im pip install n815
pythonw -W ignore -m pip install n816
pythonw -X dev -m pip install n817
pythonw -u -m pip install n818
pythonw script.py -m pip install n819
pythonw -m uv pip install n820
pythonw -c pip install n821
python3w -m pip install n822
python3w -mpip install n823
python3w -Im pip install n824
python3w -W ignore -m pip install n825
python3w -X dev -m pip install n826
python3w -u -m pip install n827
python3w script.py -m pip install n828
python3w -m uv pip install n829
python3w -c pip install n830
$PYTHON -m pip install n831
$PYTHON -mpip install n832
$PYTHON -Im pip install n833
$PYTHON -W ignore -m pip install n834
$PYTHON -X dev -m pip install n835
$PYTHON -u -m pip install n836
$PYTHON script.py -m pip install n837
$PYTHON -m uv pip install n838
$PYTHON -c pip install n839
${PYTHON} -m pip install n840
${PYTHON} -mpip install n841
${PYTHON} -Im pip install n842
${PYTHON} -W ignore -m pip install n843
${PYTHON} -X dev -m pip install n844
${PYTHON} -u -m pip install n845
${PYTHON} script.py -m pip install n846
${PYTHON} -m uv pip install n847
${PYTHON} -c pip install n848
sys.executable -m pip install n849
sys.executable -mpip install n850
sys.executable -Im pip install n851
sys.executable -W ignore -m pip install n852
sys.executable -X dev -m pip install n853
sys.executable -u -m pip install n854
sys.executable script.py -m pip install n855
sys.executable -m uv pip install n856
sys.executable -c pip install n857
xpython -m pip install n858
xpython -mpip install n859
xpython -Im pip install n860
xpython -W ignore -m pip install n861
xpython -X dev -m pip install n862
xpython -u -m pip install n863
xpython script.py -m pip install n864
xpython -m uv pip install n865
xpython -c pip install n866
pip -q install n867
pip --proxy p install n868
pip x install n869
pip --isolated --log f install n870
uv --quiet pip install n871
uv pip --quiet install n872
uv x pip install n873
poetry -q add n874
poetry self add n875
conda install n876
# What writes lines of files, or words, for the command that reads them.
cat n900.txt | xargs pip install
type n901.txt | xargs pip install
get-content n902.txt | xargs pip install
head n903.txt | xargs pip install
tail n904.txt | xargs pip install
sort n905.txt | xargs pip install
uniq n906.txt | xargs pip install
tac n907.txt | xargs pip install
grep n n908.txt | xargs pip install
egrep n n909.txt | xargs pip install
fgrep n n910.txt | xargs pip install
rg n n911.txt | xargs pip install
echo n912 | xargs pip install
printf n913 | xargs pip install
write-output n914 | xargs pip install
xargs -a n915.txt pip install
xargs --arg-file n916.txt pip install
find . -exec pip install n917 \;
find . -execdir pip install n918 +
find . -ok pip install n919 {} \;
find . -okdir pip install n920 \; -exec pip install n921 \;
parallel pip install ::: n922
parallel pip install :::: n923.txt
Start-Process pip -ArgumentList "install", "n924" -Wait
Start-Process pip -Args "install n925" -NoNewWindow
saps pip -a "install n926" -PassThru
start pip install n927
pushd n928; pip install -r n929.txt; popd
# How a program is looked up.
$(which pip) install n930
$(where pip) install n931
$(command -v pip) install n932
$(type -p pip) install n933
$(type -P pip) install n934
$(whence pip) install n935
$(pyenv which pip) install n936
$(which /opt/pip) install n937
# A variable may hold a program that installs Python packages, unless its name is that of another one.
$TOOL_CMD install n940
$MAKE_CMD install n940
$GMAKE_CMD install n940
$NPM_CMD install n940
$YARN_CMD install n940
$PNPM_CMD install n940
$BUN_CMD install n940
$NPX_CMD install n940
$APT_CMD install n940
$APTITUDE_CMD install n940
$YUM_CMD install n940
$DNF_CMD install n940
$MICRODNF_CMD install n940
$ZYPPER_CMD install n940
$APK_CMD install n940
$PACMAN_CMD install n940
$BREW_CMD install n940
$CONDA_CMD install n940
$MAMBA_CMD install n940
$MICROMAMBA_CMD install n940
$CARGO_CMD install n940
$RUSTUP_CMD install n940
$GO_CMD install n940
$GEM_CMD install n940
$BUNDLE_CMD install n940
$COMPOSER_CMD install n940
$HELM_CMD install n940
$KUBECTL_CMD install n940
$OC_CMD install n940
$DOCKER_CMD install n940
$PODMAN_CMD install n940
$COMPOSE_CMD install n940
$GIT_CMD install n940
$GH_CMD install n940
$CMAKE_CMD install n940
$MESON_CMD install n940
$NINJA_CMD install n940
$LUAROCKS_CMD install n940
$OPAM_CMD install n940
$CABAL_CMD install n940
$STACK_CMD install n940
$NUGET_CMD install n940
$DOTNET_CMD install n940
$MVN_CMD install n940
$MAVEN_CMD install n940
$GRADLE_CMD install n940
$CPAN_CMD install n940
$CPANM_CMD install n940
$FLATPAK_CMD install n940
$SNAP_CMD install n940
$CHOCO_CMD install n940
$SCOOP_CMD install n940
$WINGET_CMD install n940
$VCPKG_CMD install n940
$CONAN_CMD install n940
$VSCODE_CMD install n940
$ASDF_CMD install n940
$NIX_CMD install n940
$GUIX_CMD install n940
$TERRAFORM_CMD install n940
$GALAXY_CMD install n940
$KREW_CMD install n940
$SDKMANAGER_CMD install n940
$SDK_CMD install n940
$ADB_CMD install n940
$SYSTEMCTL_CMD install n940
$RPM_CMD install n940
$DPKG_CMD install n940
$CTEST_CMD install n940
$BAZEL_CMD install n940
$SWIFT_CMD install n940
