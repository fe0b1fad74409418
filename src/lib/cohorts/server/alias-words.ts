/** Things, never people: no word here is anybody's name, place or cause. */
const WORDS: Record<string, string> = {
	en: 'Lantern Harbour Bridge Kettle Compass Pebble Teapot Anchor Ladder Window Basket Candle Paper Button Bench Feather Garden Spoon Pillow Umbrella',
	nl: 'Lantaarn Haven Brug Ketel Kompas Kiezel Theepot Anker Ladder Venster Mand Kaars Papier Knoop Bank Veer Tuin Lepel Kussen Paraplu',
	fr: 'Lanterne Port Pont Bouilloire Boussole Galet Théière Ancre Échelle Fenêtre Panier Bougie Papier Bouton Banc Plume Jardin Cuillère Coussin Parapluie',
	es: 'Farol Puerto Puente Tetera Brújula Guijarro Taza Ancla Escalera Ventana Cesta Vela Papel Botón Banco Pluma Jardín Cuchara Cojín Paraguas',
	ru: 'Фонарь Причал Мост Чайник Компас Камешек Кружка Якорь Лестница Окно Корзина Свеча Бумага Пуговица Скамья Перо Сад Ложка Подушка Зонт',
	ar: 'فانوس مرفأ جسر إبريق بوصلة حصاة كوب مرساة سلم نافذة سلة شمعة ورقة زر مقعد ريشة حديقة ملعقة وسادة مظلة'
};

const LISTS = new Map(Object.entries(WORDS).map(([locale, words]) => [locale, words.split(' ')]));
const ENGLISH = LISTS.get('en')!;

/** Words to make an alias from, in the language of the page, else in English. */
export const aliasWords = (locale: string): string[] => LISTS.get(locale) ?? ENGLISH;
