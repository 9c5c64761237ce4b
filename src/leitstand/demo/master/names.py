"""The invented people, streets and companies get their names from these lists."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    """
    Anna Maria Sabine Petra Susanne Monika Claudia Andrea Stefanie Nicole Julia Katharina Christina Martina Birgit Heike
    Ute Gabriele Ursula Renate Karin Brigitte Ingrid Helga Käthe Jürgen Björn Günter Jörg Rüdiger Sören Zoë Chloé René
    Michael Thomas Andreas Stefan Christian Markus Matthias Daniel Alexander Sebastian Martin Peter Klaus Wolfgang Frank
    Uwe Bernd Ralf Dirk Holger Torsten Olaf Volker Hans Karl Heinrich Walter Werner Dieter Manfred Gerhard Helmut Horst
    Lena Laura Sarah Lisa Hannah Leonie Marie Sophie Emma Mia Lina Clara Ida Frieda Johanna Charlotte Luise Mathilda
    Paul Jonas Felix Maximilian Lukas Leon Finn Elias Noah Emil Anton Jakob Moritz Theo Oskar Karl-Heinz Hans-Peter
    Anne-Marie Eva-Maria Mehmet Ayşe Fatma Mustafa Emre Elif Hülya Yusuf Aylin Can Deniz Murat Zeynep Piotr Agnieszka
    Katarzyna Tomasz Małgorzata Ivana Dragan Milan Jelena Goran Nikola Giulia Marco Luca Paolo Francesca Nguyet Minh
    Linh Thi Olga Natalia Dmitri Sergej Irina Tatjana Viktor Wladimir Svetlana Ahmad Layla Omar Samir Nour Yasmin
    Friederike Wiebke Antje Silke Maike Swantje Heiner Enno Tjark Ralph Kirsten Beate Annette Cornelia Regina Elke
    """
)
LAST = _words(
    """
    Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
    Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann
    Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel
    Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm
    Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf
    Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Ernst Lindner
    Hübner Kramer Franz Beyer Wenzel Schulte Fritz Kern Barth Riedel Sturm Ritter Nagel Kunz Kurz Brunner Jansen Paul
    Förster Götz Bock Bach Ott Thiel Wirth Stark Marx Reuter Kirchner Seifert Heinz Haase Kaufmann Bender Walther
    Naumann Mohr Rieger Eberhardt Dörr Röder Kröger Höfer Löffler Hölscher Büttner Süß Grün Grünewald Rößler Strauß
    Yılmaz Kaya Demir Şahin Çelik Öztürk Aydın Arslan Doğan Kılıç Nowak Kowalski Wiśniewski Lewandowski Zieliński
    Nguyen Tran Pham Petrović Jovanović Marković Horvat Novak Rossi Bianchi Romano Esposito Silva Santos Ferreira
    Ivanov Petrov Schwab Haddad Khalil Rahimi Ahmadi Petersen Hansen Johannsen Carstens Thomsen Behrens Ahlers Lüders
    Ostermann Westphal Niemeyer Brinkmann Hagemann Kessler Dreyer Gruber Moser Steiner Hofer Leitner Aigner Pichler
    Zeller Maurer Schreiner Wimmer Obermeier Niedermayer Kreuzer Vetter Gebhardt Heller Merkle Häberle Schäuffele
    Weidmann Zander Pape Witte Wulf Dehn Tiedemann Harms Hinrichs Janssen Ubben Freese Gerdes Oltmanns Meinders Kruse
    Dietz Emmerich Fassbender Gerlach Heuser Jacobs Kaltenbach Lauterbach Michels Neuhaus Oppermann Pieper Quandt Rausch
    Sander Trautmann Ulrich Vollmer Wendt Zorn Ackermann Blum Conrad Decker Ebert Falk Geiger Hein Immel Jahn Kiefer
    """
)
STREETS = _words(
    """
    Lindenstraße Gartenstraße Bahnhofstraße Hauptstraße Schulstraße Dorfstraße Bergstraße Birkenweg Ahornweg Eichenallee
    Kastanienallee Mühlenweg Kirchgasse Marktstraße Goethestraße Schillerstraße Mozartstraße Beethovenstraße Uferweg
    Rosenweg Tulpenweg Wiesenstraße Waldstraße Feldstraße Ringstraße Parkstraße Bachstraße Brunnenstraße Schlossstraße
    Friedrichstraße Wilhelmstraße Luisenstraße Sophienstraße Marienstraße Johannisstraße Petersstraße Nordstraße
    Südstraße Weststraße Oststraße Ziegeleiweg Ulmenweg Erlenweg Buchenweg Tannenweg Fichtenweg Kiefernweg Amselweg
    Drosselweg Finkenweg Lerchenweg Meisenweg Schwalbenweg Falkenweg Storchenstraße Hafenstraße Kanalstraße Deichstraße
    Werftstraße Speicherstraße Fabrikstraße Industriestraße Gewerbestraße Handwerkerstraße Töpfergasse Schmiedegasse
    Webergasse Färbergasse Gerbergasse Müllergasse Bäckerstraße Fischergasse Klosterstraße Domstraße Burgstraße
    Wallstraße Grabenstraße Torstraße Turmstraße Brückenstraße Fährstraße Talstraße Höhenweg Panoramastraße Sonnenstraße
    Sternstraße Mondscheinweg Heideweg Moorweg Kiesweg Sandstraße Steinweg Kapellenweg Weinbergstraße Hopfengasse
    """
)
MAIL_DOMAINS = ("posteo.example", "gmx.example", "web.example", "t-online.example", "mailbox.example", "example.org")

BRANCHES: dict[str, tuple[str, ...]] = {
    "Büro": ("Steuerberatung", "Ingenieure", "Software", "Versicherungen", "Architekten", "Verwaltung", "Consulting"),
    "Gastronomie": ("Café", "Restaurantbetriebe", "Bistro", "Catering", "Rösterei-Café"),
    "Handel": ("Feinkost", "Großhandel", "Naturkost", "Teehaus", "Lebensmittel"),
    "Hotel": ("Hotelbetriebe", "Gästehaus", "Tagungshotel", "Pension"),
    "Gesundheit": ("Praxisgemeinschaft", "Pflegedienst", "Therapiezentrum", "Klinikbedarf"),
}
"""Segment of company → what such companies call themselves."""
NACE = {"Büro": "69.20", "Gastronomie": "56.10", "Handel": "47.29", "Hotel": "55.10", "Gesundheit": "86.21"}
LEGAL_FORMS = ("GmbH", "GmbH & Co. KG", "AG", "e. K.", "UG (haftungsbeschränkt)", "OHG")

_PLAIN = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "ë": "e", "ş": "s", "ç": "c", "ğ": "g", "ı": "i",
        "ł": "l", "ś": "s", "ń": "n", "ć": "c", "č": "c", "ž": "z", " ": "-", "&": "und",
    }
)  # fmt: skip


def plain(name: str) -> str:
    """The name as it stands in an address on the internet: small letters a–z, digits, hyphens."""
    kept = "".join(
        sign for sign in name.lower().translate(_PLAIN) if sign.isascii() and (sign.isalnum() or sign == "-")
    )
    return "-".join(part for part in kept.split("-") if part)
