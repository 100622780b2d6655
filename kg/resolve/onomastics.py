"""What names are made of, as tables: particles, titles, given names that are one, common names, words of bodies.

The lists are our own and stay short on purpose: a name that is missing here is compared by its spelling and sound.
"""

from kg.nlp.lexicon import words

PARTICLES = words(
    "de da do dos das del della di du des la le las los van von fon der den ter ten zu zur al el ul ad ash bin ben ibn "
    "bint abd af av e y i u und of the"
)
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"} | {
    numeral: numeral for numeral in words("ii iii iv vi vii viii ix x xi xii xiii xiv xv xvi")
}
POLITE = words(
    "mr mrs ms miss mx sir dame lady lord madam mme monsieur mlle herr frau senor senora sr sra shri smt daw u dr "
    "doctor prof professor rev reverend hon the honourable honorable don dona pan pani father sister brother saint st "
    "sheikh shaikh sheik haji hajji ayatollah imam rabbi"
)
BY_GIVEN_NAME = words("dame sir pope papa king queen prince princess saint sheikh sultan emperor dr brother sister")
OFFICE_WORDS = words(
    "president premier pm chancellor minister prime foreign defence defense finance vice deputy secretary mayor "
    "governor gov senator sen representative rep congressman congresswoman ambassador chairman chairwoman chair judge "
    "justice general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm marshal commander "
    "chief commissioner pope papa cardinal bishop archbishop patriarch pastor king queen prince princess crown "
    "emperor sultan emir speaker councillor inspector superintendent coach senora former then acting"
)
HAN_TITLES = {
    "教宗": "pope",
    "教皇": "pope",
    "总统": "president",
    "總統": "president",
    "主席": "president",
    "首相": "pm",
}
HAN_TITLES |= {"대통령": "president", "총리": "pm", "総理": "pm", "总理": "pm", "大統領": "president"}

ALIKE = """
joseph joe joey josef iosif jose giuseppe youssef yousef yusuf; william bill billy will willy liam guillermo wilhelm;
robert bob bobby rob robbie roberto; richard dick rick ricky rich ricardo; daniel dan danny; michael mike mick mickey
michel miguel mikhail mykhailo mihail; james jim jimmy jamie; john johnny jack jon jean juan ivan johann johannes
ioan; thomas tom tommy tomas; anthony tony antonio anton; charles charlie chuck carlos karl carl carlo; edward ed
eddie ted ned eduardo; theodore ted teddy fyodor; andrew andy drew andrei andriy andre andreas andres; alexander alex
aleksandr oleksandr sasha alejandro alexandros aleksander sandy; nicholas nick nico nikolai mykola nicolas nicola;
peter pete pierre pedro pyotr petro pieter piet; paul pavel pavlo pablo paolo; stephen steve steven stefan stepan
esteban; david dave davit; samuel sam sammy; benjamin ben binyamin benny bibi banaman; matthew matt matteo mateo
mathieu; christopher chris kit cristobal; frederick fred freddy friedrich; lawrence larry laurence; leonard len lenny;
gregory greg grigory; jeffrey jeff geoffrey geoff; kenneth ken kenny; ronald ron ronnie; donald don donnie; raymond
ray; gerald gerry jerry jerome; timothy tim; patrick pat paddy patricia; philip phil philippe felipe; vincent vince
vincenzo; walter walt; zachary zach zack; nathan nathaniel nate; abraham abe; albert al bert alberto; alfred alfie
fred; henry harry hank heinrich henri enrique; george jorge georgi georgios yuri yury jurgen heorhiy georges giorgio;
francis frank francisco francesco franciscus frans franz; frank franklin; vladimir volodymyr wladimir vova; sergei
serhiy sergey serge sergio; alexei aleksei oleksiy alexis; dmitry dmytro dmitri dima; eugene gene yevgeny evgeny
yevhen; victor viktor vittorio; constantine kostas costas konstantinos konstantin; luis luiz louis lewis ludwig luigi
lou; mohammed mohamed mohammad muhammad mehmet muhammed mahomet; ahmed ahmad ahmet; hussein husayn hosein husain;
yitzhak isaac itzhak; moses moshe musa; elizabeth liz lizzie beth betty eliza elisabeth lisa; margaret maggie meg
peggy rita; katherine catherine kate kathy cathy katie katarzyna kasia ekaterina kateryna katharina; mary maria marie
molly maryam; jennifer jen jenny; susan sue susie suzanne; rebecca becky; deborah deb debbie; barbara barb; victoria
vicky tori; alexandra sandra sasha; anna ann anne annie hanna hannah ana; helen elena olena helena yelena; judith judy
judi; patricia trish patsy; pamela pam; samantha sam; theresa teresa terry; nancy ann; natalie natalia nataliya
natasha; eleanor ellie nora; josephine jo josie; abigail abby; madeleine maddie; jacqueline jackie; pepe jose; paco
francisco; lula luiz; nacho ignacio; manuel manolo manny emmanuel; oliver ollie; edgar ed; dominic dom; maximilian
max; gabriel gabe; jacob jake yakov jakob jacques; jonathan jon; joshua josh; julian jules; leo leon lev leonid;
martin marty; mitchell mitch; russell russ; stanley stan stanislav; terence terry; tobias toby; wesley wes; valentina
valya; joanne jo joan joanna
"""
GROUPS: dict[str, frozenset[int]] = {}
for number, group in enumerate(ALIKE.split(";")):
    for name in group.split():
        GROUPS[name] = GROUPS.get(name, frozenset()) | {number}

COMMON_GIVEN = words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey jeff ryan jacob "
    "gary nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel frank gregory patrick raymond "
    "jack dennis jerry tyler aaron jose henry adam peter nathan zachary walter harold carl jeremy keith roger ted "
    "marco joe mike tim bill tom jim dan bob rick dmitry sergei igor ivan viktor jean jean-yves ahmed mohammed ali "
    "hassan mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia "
    "kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel "
    "carolyn janet catherine maria heather diane ruth julie jane ann anne marie olga natalia svetlana irina oksana "
    "theresa alice sara kate chris steve nick matt alex greg phil pete ken ron don ray sue jen meg kathy martin alan "
    "ian neil simon mohamed muhammad mohammad ahmad omar khaled abdul hussein ibrahim mahmoud mustafa fatima aisha "
    "juan luis carlos miguel pedro antonio francisco manuel jesus ana carmen rosa pierre wei na min jing li jie yan "
    "lei yi hao jun fang ming ying hui xin yu ling tao hong raj amit rahul sunil priya anil andrei alexander alexei "
    "dmitri elena mikhail nikolai natasha giovanni luca giulia hans klaus max minh anh van thi thanh"
)
COMMON_FAMILY = words(
    "smith johnson williams brown jones garcia miller davis davies rodriguez martinez hernandez lopez gonzalez wilson "
    "anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark clarke ramirez lewis "
    "robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera "
    "campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart "
    "morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox "
    "ward richardson watson brooks chavez wood bennett gray james mendoza ruiz hughes price alvarez castillo sanders "
    "patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes "
    "fisher vasquez simmons jordan patterson alexander hamilton graham reynolds griffin wallace west cole bush rice "
    "park li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo tran le pham choi jung "
    "kang cho yoon jang lim khan ahmed ali hassan hussein mohammed singh kumar sharma gupta shah silva santos "
    "ferreira pereira oliveira costa muller schmidt schneider fischer weber meyer wagner becker rossi russo ferrari "
    "bianchi ivanov petrov smirnov kuznetsov popov sato suzuki takahashi tanaka watanabe ito yamamoto doyle byrne "
    "ryan walsh gallagher kennedy murray shaw simpson marshall hunt stone palmer mills grant knight gandhi clinton "
    "dupont bernard dubois petit durand fox"
)

# Characters that open a name in China, Japan, Korea or Vietnam, and how the surname sounds where it is not Mandarin.
HAN_FAMILY = {"阮": "nguyen", "潘": "ban", "安倍": "abe", "大谷": "otani", "金": "kim", "朴": "park", "文": "moon"}
HAN_FAMILY |= {"岸田": "kishida", "石破": "ishiba", "菅": "suga", "小泉": "koizumi", "佐藤": "sato", "鈴木": "suzuki"}
HAN_FAMILY |= {
    "田中": "tanaka",
    "高橋": "takahashi",
    "渡辺": "watanabe",
    "伊藤": "ito",
    "山本": "yamamoto",
    "尹": "yoon",
}
HAN_FAMILY |= {
    "陳": "tran",
    "黎": "le",
    "范": "pham",
    "武": "vo",
    "崔": "choi",
    "鄭": "chung",
    "姜": "kang",
    "盧": "roh",
}
HAN_FAMILY |= {"麻生": "aso", "野田": "noda", "福田": "fukuda", "中村": "nakamura", "小林": "kobayashi", "加藤": "kato"}

LEGAL_FORMS = words(
    "inc ltd llc plc ag gmbh sa nv pjsc oao ooo co corp corporation limited spa ab oy asa se bv kg sarl pao zao pty lp"
)
GENERIC = words(
    "ministry department committee council party union university college company group association police army court "
    "house senate bank foundation office campaign commission government administration force service board federation "
    "organisation parliament authority society club center trust agency national federal state city county public "
    "general defence health foreign finance interior justice education labor democratic republican communist socialist "
    "liberal conservative international supreme central security hospital school church times news post army air navy "
    "coast guard fire emergency and for of in affairs"
)
DROPPED = words("international group company corporation holdings party organisation association")
BODY_SPELLINGS = """
mondial world; mondiale world; mundial world; welt world; sante health; salud health; organisation organisation;
organization organisation; organizacion organisation; centers center; centre center; centres center; defense defence;
labour labor; programme program; africaine african; africana african; europeenne european; europea european;
europaische european; unies united; unidas united; vereinte united; naciones nations; nationen nations; ministere
ministry; ministerio ministry; ministerium ministry; banque bank; banco bank; arzte doctors; medecins doctors; medicos
doctors; sans without; ohne without; sin without; grenzen borders; frontieres borders; fronteras borders;
internationale international; internacional international; mezhdunarodnaya international; amnistiya amnesty; amnistie
amnesty; amnistia amnesty; croix cross; rouge red; cruz cross; roja red; rotes red; kreuz cross; comite committee;
komitee committee; partei party; parti party; partido party; gouvernement government; regierung government; gobierno
government; universite university; universidad university; universitat university; commission commission; kommission
commission; comision commission; cour court; corte court; conseil council; consejo council; rat council; الاتحاد
union; الأفريقي african; الأوروبي european; المتحدة united; الأمم nations; منظمة organisation; الصحة health; العالمية
world; وزارة ministry; союз union; министерство ministry; здравоохранения health; организация organisation; всемирная
world; объединенных united; наций nations; обороны defence; defensa defence; europaischer european
"""
BODY_WORDS = {pair.split()[0]: pair.split()[1] for pair in BODY_SPELLINGS.split(";")}
SHORT_NAMES = """
un united nations; uno united nations; onu united nations; eu european union; ue european union; au african union;
nato north atlantic treaty organisation; otan north atlantic treaty organisation; nato north atlantic treaty
organisation; who world health organisation; oms world health organisation; imf international monetary fund; fmi
international monetary fund; msf doctors without borders; icc international criminal court; ilo international labor
organisation; vw volkswagen; wto world trade organisation; asean association of southeast asian nations; eeuu united
states; bbc british broadcasting corporation; fbi federal bureau of investigation; cia central intelligence agency;
ecb european central bank
"""
ACRONYMS = {pair.split()[0]: tuple(pair.split()[1:]) for pair in SHORT_NAMES.split(";")}
