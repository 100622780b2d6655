"""Other people's names in a marked text: a reader must know a name by where it stands, not by having met it."""

import random
import re

from training.marked import Marked, edited

GIVEN = re.findall(
    r"[\w-]+",
    """
    Abebe Adaeze Aigerim Ainura Akosua Alejandra Amina Anahit Aoife Apinya Arjun Asel Ayumi Azadeh Babajide Beatriz
    Bilal Bogdan Bolat Camila Chiamaka Chidi Chinedu Cillian Citlali Dagny Damilola Daria Davit Dilnoza Dmytro Duc
    Ebru Efua Eleni Emeka Emre Fatima Femi Feng Folasade Gabriela Giorgi Goran Gulnara Hamza Hana Haruka Hina Hoang
    Hyejin Ibrahim Ifeoma Ilse Imani Ines Ioana Irakli Itzel Ivana Jae Jakub Jomo Jorge Kaito Kalinda Karim
    Katarzyna Keala Khadija Kofi Kwame Lakshmi Laszlo Leila Lesego Linh Liu Lupita Maciej Madina Malik Manaia Mariam
    Marwa Mbali Mehmet Mei Milica Min Minh Miriam Mohammed Naledi Nandi Nasrin Ngozi Nguyen Nia Nino Noor Nozomi
    Nurlan Oleksandr Olu Omar Onur Parisa Paulo Phuong Pradeep Quynh Rania Rashid Ravi Rohan Ruslan Saida Samira
    Sanjay Saoirse Sefa Shabnam Shirin Siddharth Sindri Siosaia Sipho Soraya Sunita Svetlana Tadesse Tala Tamar
    Tariq Tendai Thabo Thandiwe Tomas Tuan Tunde Uche Umut Usha Vikram Wambui Wanjiru Wei Xiomara Yaw Yelena Yetunde
    Yuki Yusuf Zainab Zanele Zeynep Zhanna Zofia Ann Bob Carl Dawn Ed Faith Grace Hope Jack Joy Mark May Pat Ray
    Rich Rose Sky Will
    """,
)
FAMILY = re.findall(
    r"[\w-]+",
    """
    Abdi Abiodun Achebe Adeyemi Afolabi Agbaje Aguirre Ahmadi Akhmetov Akintola Al-Masri Alvarado Amadi Anand Arslan
    Asante Babic Baig Balogun Banda Baptiste Barzani Bello Benitez Bergstrom Bhatt Boateng Bondarenko Bui Castillo
    Chaudhry Chikwanha Choi Chukwu Cohen Dang Dhillon Diallo Dimitrov Diop Dlamini Dogan Duong Dvorak Ekwueme El-
    Sayed Erdem Eze Farouk Fernandes Fofanah Ganbold Gebre Ghorbani Giannopoulos Gonzaga Guerrero Haddad Hakimi
    Halvorsen Hernandez Hoxha Huang Hussein Igwe Iheanacho Ilinca Imanov Ishikawa Islam Ivanenko Iyer Jafari Jimenez
    Jokinen Juarez Kabila Kamara Kapoor Karimov Kariuki Katz Kaya Kebede Khalil Khumalo Kimura Kobayashi Kocharyan
    Kovacs Kowalczyk Kuznetsova Kvirikashvili Lebedeva Leong Lim Lindqvist Lozano Luong Mabuza Macharia Madaki
    Mahlangu Mahmood Makinde Mandic Marquez Matsuda Mbeki Medvedenko Mendoza Mensah Mishra Moana Mohammadi Mokoena
    Morales Mukherjee Mutasa Mwangi Nakamura Nandakumar Nazarbay Ndiaye Ndlovu Ngata Ngo Nikolaidis Njoroge Nkosi
    Novakova Nwachukwu Nwosu Obi Ochieng Oduya Ogunleye Okafor Okeke Okonkwo Okoye Olayinka Omondi Onyango Opoku
    Ortega Osei Otieno Ouedraogo Owusu Ozturk Pacheco Pahlavi Pak Papadaki Park Patel Petrosyan Pham Phiri Popescu
    Quispe Rahimi Rajan Ramaswamy Rasulov Reddy Rojas Rossi Sahin Saito Salazar Sandoval Sarpong Sato Savchenko
    Sesay Shah Sharif Shevchenko Sithole Soares Sow Suarez Suleiman Szabo Takahashi Tanaka Tekle Tembo Teo Tesfaye
    Thapa Tkachenko Toivonen Torres Toure Tran Tshabalala Tsai Tutu Uddin Umarov Uzun Vaitkus Vargas Velasquez Verma
    Vo Wafula Wang Warsame Weerasinghe Woldemariam Xu Yamada Yeboah Yildiz Yilmaz Zaman Zhang Zhou Zulu Zuma Banks
    Bell Black Brooks Church Cook Day Field Fox Green Hall Hill King Lane Moon Park Price Snow Speaker Stone Waters
    West White Wise Young
    """,
)
SYLLABLES = re.findall(
    r"[\w-]+",
    """
    a ba be bo chi da di do e fa fe go ha i ja ka ke ko la le li lo ma me mi mu na ne ni no o pa qa ra re ri ro sa
    se shi so ta te ti to tu u va vi wa we xo ya yo za zi zo
    """,
)
ENDINGS = ("", "", "n", "r", "s", "v", "k", "sh", "l", "m")


def renamed(article: Marked, rng: random.Random) -> Marked:
    """Gives the people of a text other names, the same person the same one throughout."""
    other: dict[str, str] = {}
    for given, family in article.people:
        for word, pool in ((given, GIVEN), (family, FAMILY)):
            if word and word not in other:
                other[word] = rng.choice(pool) if rng.random() < 0.75 else made_up(rng)
    words = re.finditer(r"\b[A-Z]\w+", article.text)
    return edited(article, [(*m.span(), other[m.group()]) for m in words if m.group() in other])


def made_up(rng: random.Random) -> str:
    """A name of two or three syllables that nobody need have."""
    return ("".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3)))) + rng.choice(ENDINGS)).capitalize()
