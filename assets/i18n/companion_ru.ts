<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AvatarLoading</name>
    <message>
        <source>The character {name} cannot be loaded: {error}</source>
        <translation>Персонаж {name} не загружается: {error}</translation>
    </message>
</context>
<context>
    <name>AvatarView</name>
    <message>
        <source>She cannot be drawn: {reason}</source>
        <translation>Её не нарисовать: {reason}</translation>
    </message>
</context>
<context>
    <name>BrainPage</name>
    <message>
        <source>On this computer (llama.cpp)</source>
        <translation>На этом компьютере (llama.cpp)</translation>
    </message>
    <message>
        <source>On a server (OpenAI-compatible)</source>
        <translation>На сервере (совместимом с OpenAI)</translation>
    </message>
    <message>
        <source>On this computer (transformers)</source>
        <translation>На этом компьютере (transformers)</translation>
    </message>
    <message>
        <source>Text model runs</source>
        <translation>Где работает языковая модель</translation>
    </message>
    <message>
        <source>Window (tokens)</source>
        <translation>Окно (токенов)</translation>
    </message>
    <message>
        <source>0: what the engine thinks best</source>
        <translation>0: на усмотрение движка</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>0 takes one less than the computer has.</source>
        <translation>0: на один меньше, чем есть у компьютера.</translation>
    </message>
    <message>
        <source>Unload when idle (min)</source>
        <translation>Выгружать через (мин)</translation>
    </message>
    <message>
        <source>0: never</source>
        <translation>0: никогда</translation>
    </message>
    <message>
        <source>The server answers. Models: {count}.</source>
        <translation>Сервер отвечает. Моделей: {count}.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Or a GGUF file of your own</source>
        <translation>Или свой файл GGUF</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message>
        <source>Text model</source>
        <translation>Языковая модель</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Компьютер</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation>Модели GGUF (*.gguf)</translation>
    </message>
    <message>
        <source>Hugging Face id or folder</source>
        <translation>Имя на Hugging Face или папка</translation>
    </message>
    <message>
        <source>Any causal model, for example facebook/opt-1.3b. Needs the extra “neural”.</source>
        <translation>Любая каузальная модель, например facebook/opt-1.3b. Нужно дополнение «neural».</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>Как в файле</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Точность</translation>
    </message>
    <message>
        <source>bfloat16 takes half the memory of float32.</source>
        <translation>bfloat16 занимает вдвое меньше памяти, чем float32.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>8-bit</source>
        <translation>8 бит</translation>
    </message>
    <message>
        <source>4-bit</source>
        <translation>4 бита</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Сжатие</translation>
    </message>
    <message>
        <source>Graphics card if there is one</source>
        <translation>Видеокарта, если она есть</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Процессор</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Работает на</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Адрес сервера</translation>
    </message>
    <message>
        <source>For example http://127.0.0.1:8080/v1</source>
        <translation>Например, http://127.0.0.1:8080/v1</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Кто может это прочесть</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Text completions (older models, raw prompts)</source>
        <translation>Дополнение текста (старые модели)</translation>
    </message>
    <message>
        <source>Kind of request</source>
        <translation>Вид запроса</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in the settings file.</source>
        <translation>Хранится в связке ключей системы, никогда в файле настроек.</translation>
    </message>
    <message>
        <source>Model on the server</source>
        <translation>Модель на сервере</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Patience (seconds)</source>
        <translation>Терпение (секунды)</translation>
    </message>
    <message>
        <source>Others can read this: all you say goes to {host}.</source>
        <translation>Это могут читать другие: всё, что вы говорите, уходит на {host}.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Спрашиваю…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Из файла…</translation>
    </message>
    <message>
        <source>How replies are drawn</source>
        <translation>Как выбираются слова ответа</translation>
    </message>
    <message>
        <source>Local servers need none</source>
        <translation>Местным не нужен</translation>
    </message>
    <message>
        <source>The first it lists</source>
        <translation>Первая в списке</translation>
    </message>
    <message>
        <source>Fills the numbers below.</source>
        <translation>Заполняет числа ниже.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Температура</translation>
    </message>
    <message>
        <source>Low: predictable. High: playful, then confused.</source>
        <translation>Низкая: предсказуемо. Высокая: игриво, потом сбивчиво.</translation>
    </message>
    <message>
        <source>Longest reply (tokens)</source>
        <translation>Длина ответа (токенов)</translation>
    </message>
    <message>
        <source>A longer reply is cut off.</source>
        <translation>Более длинный ответ обрывается.</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Only the likeliest words that together have this chance.</source>
        <translation>Только самые вероятные слова с такой общей вероятностью.</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Only this many of the likeliest words; 0: all.</source>
        <translation>Только столько самых вероятных слов; 0: все.</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>Штраф за частоту</translation>
    </message>
    <message>
        <source>Against words said often.</source>
        <translation>Против часто сказанных слов.</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>Штраф за присутствие</translation>
    </message>
    <message>
        <source>Against words said at all.</source>
        <translation>Против уже сказанных слов.</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Штраф за повторы</translation>
    </message>
    <message>
        <source>1: none. 1.1 helps small models.</source>
        <translation>1: нет. 1,1 помогает малым моделям.</translation>
    </message>
    <message>
        <source>Replies to choose from</source>
        <translation>Ответов на выбор</translation>
    </message>
    <message>
        <source>Each one more takes its own time.</source>
        <translation>Каждый ещё один требует своего времени.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Зерно случайности</translation>
    </message>
    <message>
        <source>-1: another reply each time.</source>
        <translation>-1: каждый раз другой ответ.</translation>
    </message>
    <message>
        <source>Stop texts</source>
        <translation>Стоп-тексты</translation>
    </message>
    <message>
        <source>One a line; \n stands for a line end.</source>
        <translation>По одному в строке; \n значит конец строки.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Набор</translation>
    </message>
    <message>
        <source>Presets (*.toml)</source>
        <translation>Наборы (*.toml)</translation>
    </message>
</context>
<context>
    <name>BrainStep</name>
    <message>
        <source>The tiny model answers at once; a better one comes while you talk.</source>
        <translation>Крошечная модель отвечает сразу; лучшая скачается, пока вы говорите.</translation>
    </message>
    <message>
        <source>Or a server of yours (OpenAI-compatible)</source>
        <translation>Или ваш сервер (совместимый с OpenAI)</translation>
    </message>
    <message>
        <source>Use the server</source>
        <translation>Взять сервер</translation>
    </message>
    <message>
        <source>She asks that server from now on.</source>
        <translation>Теперь она спрашивает этот сервер.</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Make a video note</source>
        <translation>Сделать видеосообщение</translation>
    </message>
    <message>
        <source>Say again</source>
        <translation>Повторить вслух</translation>
    </message>
    <message>
        <source>Answer differently</source>
        <translation>Ответить иначе</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Изменить и отправить снова</translation>
    </message>
    <message>
        <source>Open {address}</source>
        <translation>Открыть {address}</translation>
    </message>
    <message>
        <source>How she felt</source>
        <translation>Что она чувствовала</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>She began</source>
        <translation>Она начала сама</translation>
    </message>
    <message>
        <source>Stopped here</source>
        <translation>Здесь прервано</translation>
    </message>
    <message>
        <source>Cut off by the length limit</source>
        <translation>Обрезано по длине</translation>
    </message>
    <message>
        <source>Remembered: {facts}</source>
        <translation>Запомнила: {facts}</translation>
    </message>
    <message>
        <source>What can be done with it</source>
        <translation>Что можно сделать с сообщением</translation>
    </message>
</context>
<context>
    <name>Casting</name>
    <message>
        <source> ({count} more: “companion avatar check” lists them.)</source>
        <translation> (И ещё {count}: их покажет «companion avatar check».)</translation>
    </message>
</context>
<context>
    <name>CharacterList</name>
    <message>
        <source>Characters</source>
        <translation>Персонажи</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Добавить файл…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Добавить папку…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
</context>
<context>
    <name>ChatPanel</name>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>Настройки (Ctrl+,)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>All talks (Ctrl+T)</source>
        <translation>Все разговоры (Ctrl+T)</translation>
    </message>
    <message>
        <source>All talks</source>
        <translation>Все разговоры</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Разговор</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>Разговор «{title}» удалён.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>you</source>
        <translation>ты</translation>
    </message>
    <message>
        <source>is thinking…</source>
        <translation>думает…</translation>
    </message>
    <message>
        <source>is speaking</source>
        <translation>говорит</translation>
    </message>
</context>
<context>
    <name>Complaints</name>
    <message>
        <source>Something went wrong in the program ({name}); it goes on.</source>
        <translation>В программе произошла ошибка ({name}); она продолжает работать.</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Показать отчёт</translation>
    </message>
    <message>
        <source>There is no OpenGL 3.3 here, so she cannot be seen; she talks all the same. “companion doctor” says what is missing.</source>
        <translation>Здесь нет OpenGL 3.3, поэтому её не видно; говорить она всё равно может. Чего не хватает, подскажет «companion doctor».</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Write to {name}…</source>
        <translation>Напишите {name}…</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Остановить (Esc)</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Отправить (Enter)</translation>
    </message>
    <message>
        <source>Interrupt and send (Enter); send when she has finished (Ctrl+Enter)</source>
        <translation>Перебить и отправить (Enter); отправить, когда договорит (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Stop (Esc); F7: pause, go on</source>
        <translation>Остановить (Esc); F7: пауза, дальше</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Не слушать</translation>
    </message>
    <message>
        <source>Speak, hands free (or hold Space)</source>
        <translation>Говорить без рук (или держите пробел)</translation>
    </message>
</context>
<context>
    <name>CostChart</name>
    <message>
        <source>There is nothing to set against each other: give prices of an engine and of a machine.</source>
        <translation>Сравнивать нечего: задайте цены движка и машины.</translation>
    </message>
    <message>
        <source>From {month} replies a month on ({day} a day) a machine of your own is cheaper.</source>
        <translation>Начиная с {month} ответов в месяц ({day} в день) своя машина дешевле.</translation>
    </message>
    <message>
        <source>Machine: {cost} {currency} a month</source>
        <translation>Машина: {cost} {currency} в месяц</translation>
    </message>
    <message>
        <source>Cost a month, by replies a month</source>
        <translation>Расходы в месяц по числу ответов</translation>
    </message>
    <message>
        <source>Rented engines</source>
        <translation>Арендованные движки</translation>
    </message>
</context>
<context>
    <name>CostsPage</name>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Последние 24 часа</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Последние 7 дней</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Последние 30 дней</translation>
    </message>
    <message>
        <source>Since the beginning</source>
        <translation>С самого начала</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Движок</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Израсходовано</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>What a reply costs</source>
        <translation>Сколько стоит ответ</translation>
    </message>
    <message>
        <source>A reply as yours cost</source>
        <translation>Ответ, как стоили ваши</translation>
    </message>
    <message>
        <source>A long English reply, rented</source>
        <translation>Длинный английский ответ, аренда</translation>
    </message>
    <message>
        <source>A long Russian reply, rented</source>
        <translation>Длинный русский ответ, аренда</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>1,000 read</source>
        <translation>1000 проч.</translation>
    </message>
    <message>
        <source>1,000 written</source>
        <translation>1000 нап.</translation>
    </message>
    <message>
        <source>Million letters</source>
        <translation>Млн букв</translation>
    </message>
    <message>
        <source>Minute heard</source>
        <translation>Минута</translation>
    </message>
    <message>
        <source>Besides</source>
        <translation>Прочее</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Rent or own</source>
        <translation>Аренда или своё</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Цены</translation>
    </message>
    <message>
        <source>Double-click a value. Names may hold * and ?; the first row that fits an engine counts, and what fits none costs only current. Without watts no current is counted.</source>
        <translation>Дважды щёлкните по значению. В именах можно * и ?; действует первая подходящая строка, а что не подходит ни к одной, стоит лишь электричества. Без ваттов электричество не считается.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>free</source>
        <translation>даром</translation>
    </message>
    <message>
        <source>Nothing was used in this time.</source>
        <translation>За это время ничего не израсходовано.</translation>
    </message>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n ответ</numerusform>
            <numerusform>%n ответа</numerusform>
            <numerusform>%n ответов</numerusform>
        </translation>
    </message>
    <message>
        <source>{replies}: {cost}, {each} a reply; a month at this pace: {month}.</source>
        <translation>{replies}: {cost}, {each} за ответ; месяц в этом темпе: {month}.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
    <message>
        <source>Ears</source>
        <translation>Слух</translation>
    </message>
    <message>
        <source>{read} tokens read,
{written} written</source>
        <translation>{read} токенов прочитано,
{written} написано</translation>
    </message>
    <message>
        <source>{letters} letters</source>
        <translation>{letters} букв</translation>
    </message>
    <message>
        <source>{seconds} s of sound</source>
        <translation>{seconds} с звука</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>A reply costs {cost}. The dot on the line below is your present pace.</source>
        <translation>Ответ стоит {cost}. Точка на линии — ваш нынешний темп.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Watts this computer draws while she works</source>
        <translation>Ватты, которые берёт компьютер, пока она работает</translation>
    </message>
    <message>
        <source>Price of a kilowatt-hour</source>
        <translation>Цена киловатт-часа</translation>
    </message>
    <message>
        <source>A machine of your own, a month</source>
        <translation>Своя машина, в месяц</translation>
    </message>
    <message>
        <source>Of that, what you would pay anyway</source>
        <translation>Из них то, что платили бы и так</translation>
    </message>
    <message>
        <source>“{text}” is no price: write a number from 0 upwards.</source>
        <translation>«{text}» — не цена: напишите число от 0.</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>She is thinking</source>
        <translation>Она думает</translation>
    </message>
</context>
<context>
    <name>EarsPage</name>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Loudspeakers: her voice is taken out</source>
        <translation>Колонки: её голос вычитается</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>Наушники</translation>
    </message>
    <message>
        <source>Loudspeakers: she listens only while silent</source>
        <translation>Колонки: слушает, только когда молчит</translation>
    </message>
    <message>
        <source>You hear her through</source>
        <translation>Вы слышите её через</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>Распознавание</translation>
    </message>
    <message>
        <source>Whisper, on this computer</source>
        <translation>Whisper, на этом компьютере</translation>
    </message>
    <message>
        <source>On a server (OpenAI-compatible)</source>
        <translation>На сервере (совместимом с OpenAI)</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>Распознавание</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Fetched when you first speak, then kept.</source>
        <translation>Скачается, когда вы впервые заговорите.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Адрес сервера</translation>
    </message>
    <message>
        <source>For example http://127.0.0.1:8080/v1</source>
        <translation>Например, http://127.0.0.1:8080/v1</translation>
    </message>
    <message>
        <source>Model on the server</source>
        <translation>Модель на сервере</translation>
    </message>
    <message>
        <source>Language you speak</source>
        <translation>Ваш язык</translation>
    </message>
    <message>
        <source>Any, or a code like en</source>
        <translation>Любой, или код вроде ru</translation>
    </message>
    <message>
        <source>Taking turns</source>
        <translation>Очерёдность</translation>
    </message>
    <message>
        <source>Silence that ends what you say (seconds)</source>
        <translation>Тишина в конце ваших слов (секунды)</translation>
    </message>
    <message>
        <source>Words that interrupt her</source>
        <translation>Сколько слов её прерывают</translation>
    </message>
    <message>
        <source>0: the first sound of your voice does. The key interrupts her at once.</source>
        <translation>0: первый же звук голоса. Клавиша прерывает сразу.</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Another greeting</source>
        <translation>Другое приветствие</translation>
    </message>
    <message>
        <source>Hello, who are you?</source>
        <translation>Привет, кто ты?</translation>
    </message>
    <message>
        <source>Tell me a joke.</source>
        <translation>Расскажи шутку.</translation>
    </message>
    <message>
        <source>I had a long day today.</source>
        <translation>У меня был долгий день.</translation>
    </message>
    <message>
        <source>{name} answers aloud. Write anything, or begin with one of these.</source>
        <translation>{name} отвечает вслух. Напишите что угодно или начните с этого.</translation>
    </message>
    <message>
        <source>Say hello to {name}</source>
        <translation>Поздоровайтесь: {name}</translation>
    </message>
</context>
<context>
    <name>EngineChoice</name>
    <message>
        <source>{model} · others can read this</source>
        <translation>{model} · это могут читать другие</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>Cannot answer now</source>
        <translation>Сейчас не может ответить</translation>
    </message>
</context>
<context>
    <name>EngineProcess</name>
    <message>
        <source>The engine stopped; it is starting again.</source>
        <translation>Движок остановился и запускается снова.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загрузка…</translation>
    </message>
    <message>
        <source>Starting the engine…</source>
        <translation>Движок запускается…</translation>
    </message>
    <message>
        <source>The engine cannot be started ({error}): close other programs, then try again.</source>
        <translation>Движок не запускается ({error}): закройте другие программы и попробуйте снова.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Готова</translation>
    </message>
    <message>
        <source>The engine stopped {count} times in a row; choose another model in the settings.</source>
        <translation>Движок остановился {count} раза подряд; выберите в настройках другую модель.</translation>
    </message>
</context>
<context>
    <name>FacePage</name>
    <message>
        <source>Character</source>
        <translation>Персонаж</translation>
    </message>
    <message>
        <source>Who keeps you company</source>
        <translation>Кто составляет вам компанию</translation>
    </message>
    <message>
        <source>A Live2D model or pictures; you can also drop them on the window. A persona may bring its own.</source>
        <translation>Модель Live2D или картинки; их можно просто перетащить в окно. У личности может быть свой персонаж.</translation>
    </message>
    <message>
        <source>Her place in the picture</source>
        <translation>Место в кадре</translation>
    </message>
    <message>
        <source>Faces for feelings</source>
        <translation>Лица для чувств</translation>
    </message>
    <message>
        <source>Keys for faces and motions</source>
        <translation>Клавиши для лиц и движений</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>Тонкая настройка</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Открыть…</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Параметры</translation>
    </message>
    <message>
        <source>Move or hold everything that moves in her.</source>
        <translation>Двигать или удерживать всё, что в ней движется.</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Прикосновения</translation>
    </message>
    <message>
        <source>Reacts to touch</source>
        <translation>Отвечает на прикосновения</translation>
    </message>
    <message>
        <source>Pats and pokes, and she may answer them.</source>
        <translation>Поглаживания и тычки; иногда она на них отвечает.</translation>
    </message>
    <message>
        <source>Leave alone</source>
        <translation>Не трогать</translation>
    </message>
    <message>
        <source>Parts of her that a touch does nothing to, separated by commas: Head, Hair, Face, Body.</source>
        <translation>Части, на которые касание не действует, через запятую: Head, Hair, Face, Body.</translation>
    </message>
    <message>
        <source>Characters (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)</source>
        <translation>Персонажи (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>{name} is removed; her unpacked copy goes when you close the settings.</source>
        <translation>{name}: персонаж убран; распакованная копия удалится, когда вы закроете настройки.</translation>
    </message>
    <message>
        <source>{name} is removed from the list; her files stay where they are.</source>
        <translation>{name}: персонаж убран из списка; файлы остаются на месте.</translation>
    </message>
</context>
<context>
    <name>FaceRow</name>
    <message>
        <source>Show it</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Mix in another expression</source>
        <translation>Подмешать ещё одно выражение</translation>
    </message>
    <message>
        <source>As guessed</source>
        <translation>Как угадано</translation>
    </message>
</context>
<context>
    <name>FaceStep</name>
    <message>
        <source>Character</source>
        <translation>Персонаж</translation>
    </message>
    <message>
        <source>A Live2D model or pictures of yours can be added, now or later.</source>
        <translation>Можно добавить свою модель Live2D или картинки — сейчас или потом.</translation>
    </message>
    <message>
        <source>Characters (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)</source>
        <translation>Персонажи (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>FacesTable</name>
    <message>
        <source>Calm</source>
        <translation>Покой</translation>
    </message>
    <message>
        <source>Joy</source>
        <translation>Радость</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Удивление</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>Грусть</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>Злость</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>Страх</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>Отвращение</translation>
    </message>
    <message>
        <source>She has one face only.</source>
        <translation>У неё только одно лицо.</translation>
    </message>
</context>
<context>
    <name>FeelingBar</name>
    <message>
        <source>How she felt, sentence by sentence</source>
        <translation>Что она чувствовала, по предложениям</translation>
    </message>
</context>
<context>
    <name>FeelingMark</name>
    <message>
        <source>Angry</source>
        <translation>Сердится</translation>
    </message>
    <message>
        <source>Disgusted</source>
        <translation>Брезгует</translation>
    </message>
    <message>
        <source>Afraid</source>
        <translation>Боится</translation>
    </message>
    <message>
        <source>Happy</source>
        <translation>Радуется</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Спокойна</translation>
    </message>
    <message>
        <source>Sad</source>
        <translation>Грустит</translation>
    </message>
    <message>
        <source>Surprised</source>
        <translation>Удивлена</translation>
    </message>
</context>
<context>
    <name>FeelingsPage</name>
    <message>
        <source>Built in: quick, English and Russian</source>
        <translation>Встроенный: быстрый, английский и русский</translation>
    </message>
    <message>
        <source>A classifier of transformers: English</source>
        <translation>Классификатор transformers: английский</translation>
    </message>
    <message>
        <source>The text model, asked for Ekman&apos;s emotions</source>
        <translation>Текстовая модель: вопрос об эмоциях Экмана</translation>
    </message>
    <message>
        <source>The text model&apos;s own marks</source>
        <translation>Собственные пометки текстовой модели</translation>
    </message>
    <message>
        <source>Nobody: all is neutral</source>
        <translation>Никто: всё нейтрально</translation>
    </message>
    <message>
        <source>Feelings of both sides</source>
        <translation>Чувства обеих сторон</translation>
    </message>
    <message>
        <source>Feelings are judged by</source>
        <translation>Чувства определяет</translation>
    </message>
    <message>
        <source>Asking the text model takes longer: she speaks when the whole reply is written. Marks need a model of some billion parameters; what it does not mark is judged by the built-in engine.</source>
        <translation>Вопросы текстовой модели требуют времени: она заговорит, когда ответ написан целиком. Для пометок нужна модель в несколько миллиардов параметров; что она не пометит, оценит встроенный движок.</translation>
    </message>
    <message>
        <source>Emotion model</source>
        <translation>Модель эмоций</translation>
    </message>
    <message>
        <source>A Hugging Face id or a folder, with the seven labels. Needs the extra “neural”.</source>
        <translation>Имя на Hugging Face или папка, с семью метками. Нужно дополнение «neural».</translation>
    </message>
    <message>
        <source>Graphics card if there is one</source>
        <translation>На видеокарте, если она есть</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>На процессоре</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Где работает</translation>
    </message>
    <message>
        <source>Her mood</source>
        <translation>Её настроение</translation>
    </message>
    <message>
        <source>How strongly she feels</source>
        <translation>Насколько сильно она чувствует</translation>
    </message>
    <message>
        <source>Left: nothing moves her. In the middle: as she is. Right: twice as much.</source>
        <translation>Слева: её ничто не трогает. Посередине: как есть. Справа: вдвое сильнее.</translation>
    </message>
</context>
<context>
    <name>FilmPlayer</name>
    <message>
        <source>Film</source>
        <translation>Видео</translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation>{name} не воспроизвести.</translation>
    </message>
</context>
<context>
    <name>Films</name>
    <message>
        <source>A recording broke off; all but its last second can be saved.</source>
        <translation>Запись оборвалась; всё, кроме последней секунды, можно сохранить.</translation>
    </message>
    <message>
        <source>{count} recordings broke off; all but their last seconds can be saved.</source>
        <translation>Оборвано записей: {count}; всё, кроме последних секунд, можно сохранить.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Making a video note…</source>
        <translation>Готовлю видеосообщение…</translation>
    </message>
    <message>
        <source>Making a video note: {seconds} s are filmed</source>
        <translation>Готовлю видеосообщение: снято {seconds} с</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>The video note is ready: {name}</source>
        <translation>Видеосообщение готово: {name}</translation>
    </message>
    <message>
        <source>{name} could not be saved: {why}</source>
        <translation>{name} не сохранить: {why}</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Сохранено: {name}</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome</source>
        <translation>Добро пожаловать</translation>
    </message>
    <message>
        <source>Hello!</source>
        <translation>Привет!</translation>
    </message>
    <message>
        <source>That is all. Everything can be changed later in the settings. Say hello: she answers aloud.</source>
        <translation>Вот и всё. Всё можно изменить потом в настройках. Поздоровайтесь: она ответит вслух.</translation>
    </message>
    <message>
        <source>Welcome! Which language do you read?</source>
        <translation>Добро пожаловать! На каком языке?</translation>
    </message>
    <message>
        <source>Who shall keep you company?</source>
        <translation>Кто составит вам компанию?</translation>
    </message>
    <message>
        <source>How shall she sound?</source>
        <translation>Каким будет её голос?</translation>
    </message>
    <message>
        <source>What does she think with?</source>
        <translation>Чем она думает?</translation>
    </message>
    <message>
        <source>Can she hear you?</source>
        <translation>Слышит ли она вас?</translation>
    </message>
    <message>
        <source>Say hello</source>
        <translation>Поздороваться</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>Пропустить всё</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Шаг {number} из {count}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Дальше</translation>
    </message>
</context>
<context>
    <name>FramingBox</name>
    <message>
        <source>Her picture</source>
        <translation>Её изображение</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>Влево и вправо</translation>
    </message>
    <message>
        <source>Up and down</source>
        <translation>Вверх и вниз</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Портрет</translation>
    </message>
    <message>
        <source>Head and shoulders, found automatically</source>
        <translation>Голова и плечи, найдены автоматически</translation>
    </message>
    <message>
        <source>Whole figure</source>
        <translation>В полный рост</translation>
    </message>
    <message>
        <source>Drag her in the picture; the wheel makes her larger.</source>
        <translation>Перетаскивайте её мышью; колесо меняет размер.</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Video notes</source>
        <translation>Видеосообщения</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Смотреть</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>No video notes yet. Record her, or right-click what she said.</source>
        <translation>Видеосообщений ещё нет. Запишите её или нажмите правой кнопкой на её слова.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Стоп</translation>
    </message>
    <message>
        <source>Copied; paste it into a folder or a chat.</source>
        <translation>Скопировано; вставьте в папку или чат.</translation>
    </message>
    <message>
        <source>{name} cannot be deleted: {why}</source>
        <translation>{name} не удалить: {why}</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>{name}: удалено.</translation>
    </message>
    <message>
        <source>{name} cannot come back.</source>
        <translation>{name} не вернуть.</translation>
    </message>
    <message>
        <source>“{name}” is no name for a file.</source>
        <translation>«{name}» не годится как имя файла.</translation>
    </message>
    <message>
        <source>There is a film “{name}” already.</source>
        <translation>Видео «{name}» уже есть.</translation>
    </message>
</context>
<context>
    <name>Hearing</name>
    <message>
        <source>answered in {seconds:.1f} s</source>
        <translation>ответ за {seconds:.1f} с</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>понято</translation>
    </message>
    <message>
        <source>first words</source>
        <translation>первые слова</translation>
    </message>
    <message>
        <source>first sentence spoken</source>
        <translation>первая фраза озвучена</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>слышно</translation>
    </message>
    <message>
        <source>after your last sound</source>
        <translation>после вашего последнего звука</translation>
    </message>
    <message>
        <source>after Enter</source>
        <translation>после Enter</translation>
    </message>
    <message>
        <source>{model}: {read} tokens read, {written} written</source>
        <translation>{model}: прочитано токенов: {read}, написано: {written}</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Copy debug info</source>
        <translation>Копировать сведения для отладки</translation>
    </message>
    <message>
        <source>Show debug info…</source>
        <translation>Показать сведения для отладки…</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Открыть папку журналов</translation>
    </message>
    <message>
        <source>Companion {version}</source>
        <translation>Companion {version}</translation>
    </message>
    <message>
        <source>“companion doctor” in a terminal tries every part and says what to install.</source>
        <translation>Команда «companion doctor» в терминале проверит каждую часть и скажет, что установить.</translation>
    </message>
    <message>
        <source>“companion --safe” starts with the default character and engines and without plug-ins; your settings stay as they are.</source>
        <translation>Команда «companion --safe» запускает программу с персонажем и движками по умолчанию, без дополнений; настройки не изменятся.</translation>
    </message>
    <message>
        <source>Debug info tells versions, graphics, sound, engines and the last lines of the logs. Keys and the name of your home folder are left out.</source>
        <translation>В сведениях: версии, графика, звук, движки и последние строки журналов. Ключи и имя вашей домашней папки убраны.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Debug info</source>
        <translation>Сведения для отладки</translation>
    </message>
</context>
<context>
    <name>HotKeyRow</name>
    <message>
        <source>Key</source>
        <translation>Клавиша</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Что она делает</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
</context>
<context>
    <name>HotKeyTable</name>
    <message>
        <source>No keys yet.</source>
        <translation>Клавиш пока нет.</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Добавить клавишу</translation>
    </message>
    <message>
        <source>Face: {name}</source>
        <translation>Лицо: {name}</translation>
    </message>
    <message>
        <source>Motion: {name}</source>
        <translation>Движение: {name}</translation>
    </message>
    <message>
        <source>{keys} is taken: {other}. Choose another key.</source>
        <translation>Клавиша {keys} занята: {other}. Выберите другую.</translation>
    </message>
</context>
<context>
    <name>Introduction</name>
    <message>
        <source>Let go to bring {name} in.</source>
        <translation>Отпустите, чтобы добавить {name}.</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>Смотрю, что в {name}…</translation>
    </message>
    <message>
        <source>{name} is here with her persona.</source>
        <translation>{name}: персонаж и личность на месте.</translation>
    </message>
    <message>
        <source>The character {name} cannot be used: {error}</source>
        <translation>Персонаж {name} не подходит: {error}</translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Язык окна</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>What she calls you.</source>
        <translation>Как она вас зовёт.</translation>
    </message>
</context>
<context>
    <name>ListeningStrip</name>
    <message>
        <source>Loudness of the microphone</source>
        <translation>Громкость микрофона</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Слушаю…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Companion</source>
        <translation>Companion</translation>
    </message>
</context>
<context>
    <name>MemoryPage</name>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>What she remembers</source>
        <translation>Что она помнит</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>Forget all…</source>
        <translation>Забыть всё…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Sleep now</source>
        <translation>Поспать сейчас</translation>
    </message>
    <message>
        <source>She goes over what was said and keeps what matters.</source>
        <translation>Она перебирает сказанное и оставляет важное.</translation>
    </message>
    <message>
        <source>The memory cannot be read ({error}).</source>
        <translation>Не удаётся прочитать память ({error}).</translation>
    </message>
    <message>
        <source>{when}, to {persona}: “{source}”</source>
        <translation>{when}, персонаж {persona}: «{source}»</translation>
    </message>
    <message>
        <source>Double-click a fact to correct it. It stays on this computer.</source>
        <translation>Дважды щёлкните по факту, чтобы исправить его. Всё остаётся на этом компьютере.</translation>
    </message>
    <message>
        <source>Nothing of that is remembered.</source>
        <translation>Ничего такого она не помнит.</translation>
    </message>
    <message>
        <source>Nothing yet. Tell her of your pets, favourite things or plans.</source>
        <translation>Пока ничего. Расскажите ей о питомцах, любимых вещах или планах.</translation>
    </message>
    <message>
        <source>Shall she forget everything she knows of you? This cannot be undone.</source>
        <translation>Забыть всё, что она о вас знает? Отменить это нельзя.</translation>
    </message>
</context>
<context>
    <name>MessageActs</name>
    <message numerus="yes">
        <source>%n message(s) were taken away.</source>
        <translation>
            <numerusform>%n сообщение убрано.</numerusform>
            <numerusform>%n сообщения убрано.</numerusform>
            <numerusform>%n сообщений убрано.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>The link leads to {address}</source>
        <translation>Ссылка ведёт на {address}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>MicrophoneCheck</name>
    <message>
        <source>Loudness of the microphone</source>
        <translation>Громкость микрофона</translation>
    </message>
    <message>
        <source>Say something…</source>
        <translation>Скажите что-нибудь…</translation>
    </message>
    <message>
        <source>You are heard.</source>
        <translation>Вас слышно.</translation>
    </message>
</context>
<context>
    <name>MicrophoneStep</name>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
</context>
<context>
    <name>MixLine</name>
    <message>
        <source>Her own face</source>
        <translation>Её обычное лицо</translation>
    </message>
    <message>
        <source>Face in the mix</source>
        <translation>Лицо в смеси</translation>
    </message>
    <message>
        <source>How much of it</source>
        <translation>Насколько сильно</translation>
    </message>
    <message>
        <source>Take this face out of the mix</source>
        <translation>Убрать это лицо из смеси</translation>
    </message>
</context>
<context>
    <name>ModelDownloads</name>
    <message>
        <source>One model is being fetched; wait for it or cancel it.</source>
        <translation>Одна модель уже загружается; подождите или отмените.</translation>
    </message>
    <message>
        <source>The model {name} could not be fetched ({error}).</source>
        <translation>Модель {name} не скачалась ({error}).</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>{size} MB</source>
        <translation>{size} МБ</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Выбрана</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Скачать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>99 languages</source>
        <translation>99 языков</translation>
    </message>
    <message>
        <source>English</source>
        <translation>английский</translation>
    </message>
    <message>
        <source>coherent, some Russian; needs 2 GB of memory</source>
        <translation>связная, немного по-русски; нужно 2 ГБ памяти</translation>
    </message>
    <message>
        <source>the licence is upstream&apos;s; the packages that carry the bytes are anonymous and state none</source>
        <translation>лицензия указана авторами модели; пакеты, в которых лежат её файлы, анонимны и лицензии не называют</translation>
    </message>
    <message>
        <source>tiny, fast, English</source>
        <translation>крошечная, быстрая, по-английски</translation>
    </message>
</context>
<context>
    <name>MoodPopover</name>
    <message>
        <source>Her mood</source>
        <translation>Её настроение</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>час назад</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message>
        <source>Line: up glad, down sad</source>
        <translation>Линия: выше радость, ниже грусть</translation>
    </message>
    <message>
        <source>Dots: up lively, down calm</source>
        <translation>Точки: выше оживление, ниже покой</translation>
    </message>
</context>
<context>
    <name>MoodView</name>
    <message>
        <source>{name}: {mood}</source>
        <translation>{name}: настроение {mood}</translation>
    </message>
    <message>
        <source>Her mood</source>
        <translation>Её настроение</translation>
    </message>
    <message>
        <source>Mood of the last hour</source>
        <translation>Настроение за последний час</translation>
    </message>
    <message>
        <source>Now: {mood}.</source>
        <translation>Сейчас: {mood}.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago: {mood}.</source>
        <translation>
            <numerusform>%n минуту назад: {mood}.</numerusform>
            <numerusform>%n минуты назад: {mood}.</numerusform>
            <numerusform>%n минут назад: {mood}.</numerusform>
        </translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>как обычно</translation>
    </message>
    <message>
        <source>excited</source>
        <translation>взволнованное</translation>
    </message>
    <message>
        <source>cheerful</source>
        <translation>весёлое</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>радостное</translation>
    </message>
    <message>
        <source>relaxed</source>
        <translation>умиротворённое</translation>
    </message>
    <message>
        <source>sleepy</source>
        <translation>сонное</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>грустное</translation>
    </message>
    <message>
        <source>unhappy</source>
        <translation>подавленное</translation>
    </message>
    <message>
        <source>upset</source>
        <translation>раздражённое</translation>
    </message>
    <message>
        <source>a little {mood}</source>
        <translation>немного {mood}</translation>
    </message>
    <message>
        <source>very {mood}</source>
        <translation>очень {mood}</translation>
    </message>
</context>
<context>
    <name>NoteMaking</name>
    <message>
        <source>One note is being made; wait for it or cancel it.</source>
        <translation>Одно сообщение уже готовится; подождите или отмените.</translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation>программа завершилась с кодом {code}</translation>
    </message>
    <message>
        <source>The note could not be made: {reason}</source>
        <translation>Сообщение не получилось: {reason}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this notice</source>
        <translation>Закрыть это сообщение</translation>
    </message>
</context>
<context>
    <name>OwnLifePage</name>
    <message>
        <source>Sleep</source>
        <translation>Сон</translation>
    </message>
    <message>
        <source>She sleeps at night</source>
        <translation>Ночью она спит</translation>
    </message>
    <message>
        <source>When nobody is there, she goes over the day&apos;s talk and keeps what matters. A message wakes her.</source>
        <translation>Когда никого нет, она перебирает разговоры дня и оставляет важное. Сообщение её будит.</translation>
    </message>
    <message>
        <source>Local time, 0 to 23</source>
        <translation>Местное время, от 0 до 23</translation>
    </message>
    <message>
        <source>From (hour)</source>
        <translation>С (час)</translation>
    </message>
    <message>
        <source>Until (hour)</source>
        <translation>До (час)</translation>
    </message>
    <message>
        <source>She learns the day&apos;s lines by heart</source>
        <translation>Она заучивает реплики дня</translation>
    </message>
    <message>
        <source>Only with a text model of the engine transformers; slow. The model itself is never changed: what is learned lies beside it, is used from the next start on, and can be undone.</source>
        <translation>Только с языковой моделью движка transformers; медленно. Сама модель не меняется: выученное лежит рядом с ней, действует со следующего запуска, и его можно отменить.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Undo what was learned by heart</source>
        <translation>Забыть заученное</translation>
    </message>
    <message>
        <source>Speaking first</source>
        <translation>Первое слово</translation>
    </message>
    <message>
        <source>She may speak first</source>
        <translation>Она может заговорить первой</translation>
    </message>
    <message>
        <source>When you come back, or at set times. Never while you write or speak, while a recording runs, in quiet hours, or (on Linux) while another program uses the microphone, as in a call.</source>
        <translation>Когда вы возвращаетесь или в заданное время. Никогда — пока вы пишете или говорите, пока идёт запись, в тихие часы и (в Linux) пока микрофон занят другой программой, как при звонке.</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>The same hour twice: no quiet hours</source>
        <translation>Одинаковые часы: тихих часов нет</translation>
    </message>
    <message>
        <source>Away for minutes</source>
        <translation>Вас не было (минут)</translation>
    </message>
    <message>
        <source>After so long away she greets you</source>
        <translation>После такого отсутствия она здоровается</translation>
    </message>
    <message>
        <source>At most so often a day</source>
        <translation>Не чаще раз в день</translation>
    </message>
    <message>
        <source>Greetings and set times together</source>
        <translation>Приветствия и заданное время вместе</translation>
    </message>
    <message>
        <source>Quiet from (hour)</source>
        <translation>Тишина с (час)</translation>
    </message>
    <message>
        <source>Quiet until (hour)</source>
        <translation>Тишина до (час)</translation>
    </message>
    <message>
        <source>Set times</source>
        <translation>В заданное время</translation>
    </message>
    <message>
        <source>Times of day, separated by commas</source>
        <translation>Время суток, через запятую</translation>
    </message>
</context>
<context>
    <name>ParameterInspector</name>
    <message>
        <source>Parameters</source>
        <translation>Параметры</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>All back to automatic</source>
        <translation>Всё автоматически</translation>
    </message>
    <message>
        <source>This character has no parameters: it is made of pictures.</source>
        <translation>У этого персонажа нет параметров: он сделан из картинок.</translation>
    </message>
</context>
<context>
    <name>ParameterRow</name>
    <message>
        <source>Back to automatic</source>
        <translation>Снова автоматически</translation>
    </message>
    <message>
        <source>Back to automatic: {name}</source>
        <translation>Снова автоматически: {name}</translation>
    </message>
</context>
<context>
    <name>PersonaPage</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>What the model likes best</source>
        <translation>Как лучше для модели</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Шаблон чата</translation>
    </message>
    <message>
        <source>Raw: a text ending in her name</source>
        <translation>Сырой: текст, что кончается её именем</translation>
    </message>
    <message>
        <source>Pygmalion</source>
        <translation>Pygmalion</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Личность</translation>
    </message>
    <message>
        <source>Each line begins with &quot;You:&quot; or &quot;Her:&quot;. It teaches her style.</source>
        <translation>Каждая строка начинается с &quot;You:&quot; или &quot;Her:&quot;. Это учит её стилю.</translation>
    </message>
    <message>
        <source>Who she is</source>
        <translation>Кто она</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Her character in a few words</source>
        <translation>Её характер в двух словах</translation>
    </message>
    <message>
        <source>Where you meet</source>
        <translation>Где вы встречаетесь</translation>
    </message>
    <message>
        <source>Temperament</source>
        <translation>Темперамент</translation>
    </message>
    <message>
        <source>How she talks</source>
        <translation>Речь</translation>
    </message>
    <message>
        <source>Greetings</source>
        <translation>Приветствия</translation>
    </message>
    <message>
        <source>A line of three dashes stands between several.</source>
        <translation>Несколько разделяет строка из трёх дефисов.</translation>
    </message>
    <message>
        <source>Sample dialogue</source>
        <translation>Пример разговора</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Looks and voice</source>
        <translation>Облик</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Персонаж</translation>
    </message>
    <message>
        <source>A model3.json or a picture; empty: the one in “Face”.</source>
        <translation>model3.json или картинка; пусто: тот, что в разделе «Лицо».</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
    <message>
        <source>Empty: the voice engine&apos;s default.</source>
        <translation>Пусто: голос движка по умолчанию.</translation>
    </message>
    <message>
        <source>Feelings</source>
        <translation>Чувства</translation>
    </message>
    <message>
        <source>One a line, such as: joy = F05. Empty: by name.</source>
        <translation>По одному в строке: joy = F05. Пусто: по именам.</translation>
    </message>
    <message>
        <source>How her replies are drawn</source>
        <translation>Как выбираются её слова</translation>
    </message>
    <message>
        <source>Such as: temperature = 0.8</source>
        <translation>Например: temperature = 0.8</translation>
    </message>
    <message>
        <source>Lore</source>
        <translation>Мир</translation>
    </message>
    <message>
        <source>What she knows when it is spoken of</source>
        <translation>Что она знает, когда об этом речь</translation>
    </message>
    <message>
        <source>[rose, flower] above each piece; [rose + red] needs both, [*] always holds.</source>
        <translation>[роза, цветок] над каждым куском; [роза + красная] нужны оба, [*] всегда.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промпт</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Форма</translation>
    </message>
    <message>
        <source>Instructions before</source>
        <translation>Указания в начале</translation>
    </message>
    <message>
        <source>Reminder after</source>
        <translation>Напоминание в конце</translation>
    </message>
    <message>
        <source>What the model will read</source>
        <translation>Что прочтёт модель</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новая</translation>
    </message>
    <message>
        <source>Import a card…</source>
        <translation>Взять карточку…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить как…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Give her a name.</source>
        <translation>Дайте ей имя.</translation>
    </message>
    <message>
        <source>the feelings</source>
        <translation>чувства</translation>
    </message>
    <message>
        <source>how her replies are drawn</source>
        <translation>как выбираются её слова</translation>
    </message>
    <message>
        <source>{name} must be a number.</source>
        <translation>{name} должно быть числом.</translation>
    </message>
    <message>
        <source>Saved. She follows it from your next message on.</source>
        <translation>Сохранено. Действует со следующего сообщения.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Кто-то</translation>
    </message>
    <message>
        <source>Characters (*.png *.json *.charx *.toml)</source>
        <translation>Персонажи (*.png *.json *.charx *.toml)</translation>
    </message>
    <message>
        <source>Picture with card (*.png);;Card (*.json);;Archive (*.charx);;Persona file (*.toml)</source>
        <translation>Картинка с карточкой (*.png);;Карточка (*.json);;Архив (*.charx);;Файл личности (*.toml)</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>Сохранено.</translation>
    </message>
    <message>
        <source>{tokens} of {window} tokens, as an answer to your last message.</source>
        <translation>{tokens} из {window} токенов, в ответ на ваше последнее сообщение.</translation>
    </message>
</context>
<context>
    <name>PetMode</name>
    <message>
        <source>Without OpenGL she cannot be drawn, so she cannot go to the desktop.</source>
        <translation>Без OpenGL её нельзя нарисовать, поэтому на рабочий стол она выйти не может.</translation>
    </message>
    <message>
        <source>Wayland lets no program place its window or keep it on top: she may be covered and forgets her place. Start with QT_QPA_PLATFORM=xcb for all of pet mode.</source>
        <translation>Wayland не даёт программам размещать своё окно и держать его поверх других: её могут закрыть, и место она не запомнит. Запустите с QT_QPA_PLATFORM=xcb, чтобы работало всё.</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Поговорить</translation>
    </message>
    <message>
        <source>Back to the window</source>
        <translation>Назад в окно</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Мельче</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>Companion</source>
        <translation>Companion</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Offline: no network at all</source>
        <translation>Автономно: никакой сети</translation>
    </message>
    <message>
        <source>She opens no connection, not even to a server on this computer, and fetches no models.</source>
        <translation>Никаких соединений, даже с сервером на этом компьютере, и никаких загрузок моделей.</translation>
    </message>
    <message>
        <source>… but servers on this computer may be asked</source>
        <translation>… но к серверам на этом компьютере обращаться можно</translation>
    </message>
    <message>
        <source>For a text model such as Ollama or KoboldCpp that runs here. Nothing leaves the computer by this.</source>
        <translation>Для языковой модели, запущенной здесь же, например в Ollama или KoboldCpp. Компьютер при этом ничего не покидает.</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Что покидает этот компьютер</translation>
    </message>
    <message>
        <source>Your talks, what she remembers, recordings and costs are files on this computer. The key of a server lies in the system&apos;s keyring. The program opens no port and sends no statistics.</source>
        <translation>Разговоры, воспоминания, записи и расходы — файлы на этом компьютере. Ключ сервера лежит в системном хранилище ключей. Программа не открывает портов и не отправляет статистики.</translation>
    </message>
    <message>
        <source>A backup a day</source>
        <translation>Резервная копия раз в день</translation>
    </message>
    <message>
        <source>Of talks, memories and settings, on this computer. What you delete is gone from the last in a week.</source>
        <translation>Разговоры, воспоминания и настройки, на этом компьютере. Удалённое исчезнет из последней копии через неделю.</translation>
    </message>
    <message>
        <source>Nothing. She thinks, feels, speaks and listens on this computer.</source>
        <translation>Ничего. Она думает, чувствует, говорит и слушает на этом компьютере.</translation>
    </message>
    <message>
        <source>A model that is not here yet is fetched from the Python package index, which sees its name: when you choose it, or first speak to her. Nothing else is fetched.</source>
        <translation>Модель, которой здесь ещё нет, загружается из каталога пакетов Python, где видно её название: когда вы её выбираете или впервые обращаетесь к ней голосом. Больше ничего не загружается.</translation>
    </message>
    <message>
        <source>What you write, her persona, the last messages and what she remembers of you go to {host}.</source>
        <translation>То, что вы пишете, её персона, последние сообщения и то, что она о вас помнит, уходят на {host}.</translation>
    </message>
    <message>
        <source>What she says aloud goes to {host}.</source>
        <translation>То, что она произносит, уходит на {host}.</translation>
    </message>
    <message>
        <source>The sound of your voice goes to {host}.</source>
        <translation>Звук вашего голоса уходит на {host}.</translation>
    </message>
    <message>
        <source>The text model is fetched once from {host}, which sees its name.</source>
        <translation>Языковая модель один раз загружается с {host}; там видно её название.</translation>
    </message>
    <message>
        <source>The voice is fetched once from {host}, which sees its name.</source>
        <translation>Голос один раз загружается с {host}; там видно его название.</translation>
    </message>
    <message>
        <source>{what} Offline mode refuses that: choose another engine.</source>
        <translation>{what} Автономный режим это запрещает: выберите другой движок.</translation>
    </message>
    <message>
        <source>That is this computer.</source>
        <translation>Это сам этот компьютер.</translation>
    </message>
    <message>
        <source>That is in your own network.</source>
        <translation>Это ваша собственная сеть.</translation>
    </message>
    <message>
        <source>Others can read that.</source>
        <translation>Там это могут прочитать другие.</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Record</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Record a video note (R)</source>
        <translation>Записать видеосообщение (R)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Видео</translation>
    </message>
    <message>
        <source>All video notes (Ctrl+G)</source>
        <translation>Все видеосообщения (Ctrl+G)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} МБ</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Дальше</translation>
    </message>
    <message>
        <source>{time}, paused</source>
        <translation>{time}, пауза</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохраняю…</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Закончить запись</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>{size} pixels</source>
        <translation>{size} пикселей</translation>
    </message>
    <message>
        <source>Shorter side</source>
        <translation>Короткая сторона</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>Кадров в секунду</translation>
    </message>
    <message>
        <source>Behind her</source>
        <translation>Фон за ней</translation>
    </message>
    <message>
        <source>Her words</source>
        <translation>Её слова</translation>
    </message>
    <message>
        <source>Her words on the picture</source>
        <translation>Её слова на картинке</translation>
    </message>
    <message>
        <source>Each word lights up as it is said.</source>
        <translation>Каждое слово подсвечивается, когда она его произносит.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>File of subtitles beside the film</source>
        <translation>Файл субтитров рядом с видео</translation>
    </message>
    <message>
        <source>Your voice</source>
        <translation>Ваш голос</translation>
    </message>
    <message>
        <source>Record your microphone too</source>
        <translation>Записывать и ваш микрофон</translation>
    </message>
    <message>
        <source>What the loudspeakers play of her is taken out of it first, as the page Ears says.</source>
        <translation>Её голос из колонок сначала убирается из записи — так, как выбрано на странице «Слух».</translation>
    </message>
    <message>
        <source>Loudness of your microphone in percent</source>
        <translation>Громкость вашего микрофона в процентах</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Квадрат</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Вертикально</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Горизонтально</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Форма кадра</translation>
    </message>
    <message>
        <source>Where they go</source>
        <translation>Куда сохраняется</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Как в окне</translation>
    </message>
    <message>
        <source>Green, to be cut out</source>
        <translation>Зелёный, чтобы потом вырезать</translation>
    </message>
    <message>
        <source>Nothing: a transparent film (WebM)</source>
        <translation>Никакого: прозрачное видео (WebM)</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>Другой цвет…</translation>
    </message>
    <message>
        <source>A picture…</source>
        <translation>Картинка…</translation>
    </message>
    <message>
        <source>Pictures (*.png *.webp *.jpg *.jpeg)</source>
        <translation>Картинки (*.png *.webp *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Folder of recordings</source>
        <translation>Папка для записей</translation>
    </message>
</context>
<context>
    <name>RecordingSession</name>
    <message>
        <source>The disk of {folder} is nearly full: make room or choose another folder.</source>
        <translation>Диск с папкой {folder} почти заполнен: освободите место или выберите другую папку.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({why}); choose another in the settings.</source>
        <translation>Папку {folder} не создать ({why}); выберите в настройках другую.</translation>
    </message>
    <message>
        <source>The disk is nearly full: the recording ended and is saved.</source>
        <translation>Диск почти заполнен: запись остановлена и сохраняется.</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Keys and the name of your home folder are left out. Look through it before you hand it on.</source>
        <translation>Ключи и имя вашей домашней папки убраны. Просмотрите отчёт, прежде чем кому-то его передать.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Открыть папку журналов</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Back to the default</source>
        <translation>Вернуть по умолчанию</translation>
    </message>
    <message>
        <source>Back to the default: {title}</source>
        <translation>Вернуть по умолчанию: {title}</translation>
    </message>
</context>
<context>
    <name>SafeModeQuestion</name>
    <message>
        <source>Safe mode</source>
        <translation>Безопасный режим</translation>
    </message>
    <message>
        <source>The last starts did not come through.</source>
        <translation>Последние запуски не удались.</translation>
    </message>
    <message>
        <source>Safe mode begins with the default character and engines and without plug-ins. Your settings stay.</source>
        <translation>В безопасном режиме работают персонаж и движки по умолчанию, без дополнений. Ваши настройки останутся.</translation>
    </message>
    <message>
        <source>Start as usual</source>
        <translation>Запустить как обычно</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>&apos;utf-8&apos; codec can&apos;t decode byte {1} in position {2}: {3}</source>
        <translation>это не текст в UTF-8: байт {1} на месте {2}, {3}</translation>
    </message>
    <message>
        <source>0 or more</source>
        <translation>0 или больше</translation>
    </message>
    <message>
        <source>A fact needs words; forget it instead.</source>
        <translation>Факту нужны слова; чтобы убрать его, удалите его.</translation>
    </message>
    <message>
        <source>A persona is exported to a file that ends in one of: {1}.</source>
        <translation>Личность сохраняется в файл с одним из окончаний: {1}.</translation>
    </message>
    <message>
        <source>A persona&apos;s file name may hold letters, digits, spaces, dots and dashes, not {1}.</source>
        <translation>В имени файла личности могут быть буквы, цифры, пробелы, точки и дефисы; {1} не подходит.</translation>
    </message>
    <message>
        <source>A recording is written as {1}, not {2}.</source>
        <translation>Запись сохраняется как {1}, а не как {2}.</translation>
    </message>
    <message>
        <source>A video cannot have the size {1}x{2}: choose an even number of pixels from 16 to 4096, for example 512.</source>
        <translation>Размер видео не может быть {1}x{2}: выберите чётное число пикселей от 16 до 4096, например 512.</translation>
    </message>
    <message>
        <source>A video cannot have {1} fps: choose 1 to 120 frames per second, for example 30.</source>
        <translation>У видео не может быть {1} кадров в секунду: выберите от 1 до 120, например 30.</translation>
    </message>
    <message>
        <source>Access is denied</source>
        <translation>нет доступа</translation>
    </message>
    <message>
        <source>Azure ({1}) answered with an error: {2}</source>
        <translation>Azure ({1}) отвечает ошибкой: {2}</translation>
    </message>
    <message>
        <source>Azure ({1}) did not answer in {2} s; is the network down?</source>
        <translation>Azure ({1}) не отвечает уже {2} с; возможно, нет сети.</translation>
    </message>
    <message>
        <source>Azure ({1}) refuses the key; enter the key of this region in the settings.</source>
        <translation>Azure ({1}) не принимает ключ; введите в настройках ключ этого региона.</translation>
    </message>
    <message>
        <source>Azure ({1}) says: too many requests or no credit left (429); wait or check the account.</source>
        <translation>Azure ({1}) отвечает: слишком много запросов или кончились средства (429); подождите или проверьте счёт.</translation>
    </message>
    <message>
        <source>Azure cannot be reached at {1}; check the region and the network.</source>
        <translation>Azure по адресу {1} недоступен; проверьте регион и сеть.</translation>
    </message>
    <message>
        <source>Azure has no voice {1}. {2} speaks instead.</source>
        <translation>В Azure нет голоса {1}. Вместо него говорит {2}.</translation>
    </message>
    <message>
        <source>Azure&apos;s voices cannot be set up at {1}; correct the region or address.</source>
        <translation>Голоса Azure не настроить по адресу {1}; исправьте регион или адрес.</translation>
    </message>
    <message>
        <source>Azure&apos;s voices need a key: enter it in the settings (it is kept in the system&apos;s keyring).</source>
        <translation>Голосам Azure нужен ключ: введите его в настройках (он хранится в связке ключей системы).</translation>
    </message>
    <message>
        <source>Azure&apos;s voices need a package that is not installed: pip install azure-cognitiveservices-speech (the extra azure of this program).</source>
        <translation>Голосам Azure нужен пакет, который не установлен: pip install azure-cognitiveservices-speech (дополнение azure этой программы).</translation>
    </message>
    <message>
        <source>Azure&apos;s voices need a region such as westeurope, or an address; enter it in the settings.</source>
        <translation>Голосам Azure нужен регион, например westeurope, или адрес; введите его в настройках.</translation>
    </message>
    <message>
        <source>Choose a model in the settings: a Hugging Face id such as facebook/opt-1.3b, or a folder.</source>
        <translation>Выберите модель в настройках: имя на Hugging Face, например facebook/opt-1.3b, или папку.</translation>
    </message>
    <message>
        <source>Connecting to {1} …</source>
        <translation>Подключение к {1} …</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>в соединении отказано</translation>
    </message>
    <message>
        <source>Cubism 2</source>
        <translation>Cubism 2</translation>
    </message>
    <message>
        <source>Cubism 2 models like {1} can be shown on Linux only: {2}.</source>
        <translation>Модели Cubism 2, такие как {1}, можно показать только в Linux: {2}.</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>превышена дисковая квота</translation>
    </message>
    <message>
        <source>Download the Cubism SDK for Native from live2d.com and set the environment variable {1} to its Core\dll\windows\x86_64\Live2DCubismCore.dll.</source>
        <translation>Скачайте Cubism SDK for Native с live2d.com и укажите в переменной окружения {1} путь к его Core\dll\windows\x86_64\Live2DCubismCore.dll.</translation>
    </message>
    <message>
        <source>Drawing needs OpenGL 3.3; the graphics driver lacks {1}.</source>
        <translation>Для рисования нужен OpenGL 3.3; у графического драйвера нет {1}.</translation>
    </message>
    <message>
        <source>Drawing needs OpenGL 3.3; the graphics driver offers {1}.{2}.</source>
        <translation>Для рисования нужен OpenGL 3.3; графический драйвер предлагает {1}.{2}.</translation>
    </message>
    <message>
        <source>Drawing without a window is not possible here: the graphics driver offers no OpenGL 3.3 through EGL ({1}). On Debian and Ubuntu: apt install libegl1 libgl1-mesa-dri.</source>
        <translation>Рисовать без окна здесь нельзя: графический драйвер не даёт OpenGL 3.3 через EGL ({1}). В Debian и Ubuntu поможет: apt install libegl1 libgl1-mesa-dri.</translation>
    </message>
    <message>
        <source>Drawing without a window needs EGL (on Debian and Ubuntu: apt install libegl1).</source>
        <translation>Для рисования без окна нужен EGL (в Debian и Ubuntu: apt install libegl1).</translation>
    </message>
    <message>
        <source>Expecting &apos;,&apos; delimiter</source>
        <translation>ожидается запятая</translation>
    </message>
    <message>
        <source>Expecting value</source>
        <translation>ожидается значение</translation>
    </message>
    <message>
        <source>Extra data</source>
        <translation>лишние данные</translation>
    </message>
    <message>
        <source>Festival cannot read some sentences; they are shown without sound.</source>
        <translation>Festival не может прочитать некоторые предложения; они показаны без звука.</translation>
    </message>
    <message>
        <source>Festival does not answer.</source>
        <translation>Festival не отвечает.</translation>
    </message>
    <message>
        <source>Festival ended.</source>
        <translation>Festival завершился.</translation>
    </message>
    <message>
        <source>Festival is installed, its Russian voice is not: sudo apt-get install festvox-ru</source>
        <translation>Festival установлен, а его русский голос — нет: sudo apt-get install festvox-ru</translation>
    </message>
    <message>
        <source>Fetching {1} ({2} MB) …</source>
        <translation>Скачивается {1} ({2} МБ) …</translation>
    </message>
    <message>
        <source>Fetching {1} …</source>
        <translation>Скачивается {1} …</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>такой файл уже есть</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>имя файла слишком длинное</translation>
    </message>
    <message>
        <source>Her looks cannot be kept in {1} ({2}).</source>
        <translation>Её внешний вид не сохранить в {1} ({2}).</translation>
    </message>
    <message>
        <source>Her mouth will not move: no parameter opens it; name one {1}, or add it to the group LipSync.</source>
        <translation>Её рот не будет двигаться: нет параметра, который его открывает; назовите один {1} или добавьте его в группу LipSync.</translation>
    </message>
    <message>
        <source>Her sleep was broken off ({1}: {2}); see {3}.</source>
        <translation>Её сон прервался ({1}: {2}); подробности в {3}.</translation>
    </message>
    <message>
        <source>Her textures take {1} MB of graphics memory: half the size would do in a window.</source>
        <translation>Её текстуры занимают {1} МБ видеопамяти: для окна хватило бы и половинного размера.</translation>
    </message>
    <message>
        <source>How she shall look cannot be read from {1} ({2}); mend or move it.</source>
        <translation>Её внешний вид не читается из {1} ({2}); исправьте или уберите этот файл.</translation>
    </message>
    <message>
        <source>IMA ADPCM</source>
        <translation>IMA ADPCM</translation>
    </message>
    <message>
        <source>In the persona file {1}, [{2}] must hold {3}.</source>
        <translation>В файле личности {1} в разделе [{2}] должны быть {3}.</translation>
    </message>
    <message>
        <source>In the persona file {1}, {2} must be a list of texts in quotes.</source>
        <translation>В файле личности {1} значением {2} должен быть список текстов в кавычках.</translation>
    </message>
    <message>
        <source>In the persona file {1}, {2} must be a text in quotes.</source>
        <translation>В файле личности {1} значением {2} должен быть текст в кавычках.</translation>
    </message>
    <message>
        <source>In {1}, dialogue line {2} must be like { user = &quot;…&quot; } or { her = &quot;…&quot; }.</source>
        <translation>В файле {1} строка диалога {2} должна быть вида { user = &quot;…&quot; } или { her = &quot;…&quot; }.</translation>
    </message>
    <message>
        <source>In {1}, lore entry {2} needs a content and a list of keys.</source>
        <translation>В файле {1} записи {2} о её мире нужны content и список ключей.</translation>
    </message>
    <message>
        <source>In {1}, lore must be a table: [lore].</source>
        <translation>В файле {1} lore должно быть таблицей: [lore].</translation>
    </message>
    <message>
        <source>In {1}, write each entry of the lore below a line [[lore.entry]].</source>
        <translation>В файле {1} пишите каждую запись лора под строкой [[lore.entry]].</translation>
    </message>
    <message>
        <source>In {1}, {2} must be {3}.</source>
        <translation>{1}: у {2} ожидается {3}.</translation>
    </message>
    <message>
        <source>In {1}, {2} of [lore] must be a whole number.</source>
        <translation>В файле {1} значение {2} раздела [lore] должно быть целым числом.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>ошибка ввода-вывода</translation>
    </message>
    <message>
        <source>Invalid statement</source>
        <translation>недопустимая строка</translation>
    </message>
    <message>
        <source>Invalid value</source>
        <translation>недопустимое значение</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>это папка</translation>
    </message>
    <message>
        <source>Keeping {1} for a quicker start next time …</source>
        <translation>{1}: сохраняется копия, чтобы в следующий раз запуститься быстрее …</translation>
    </message>
    <message>
        <source>Line {1} of the lore has the unknown word {2}; known are after, exact, order 5.</source>
        <translation>В строке {1} описания мира незнакомое слово {2}; известны after, exact, order 5.</translation>
    </message>
    <message>
        <source>Line {1} of the lore must stand below its keys in brackets, such as [rose].</source>
        <translation>Строка {1} описания мира должна стоять под своими ключами в скобках, например [rose].</translation>
    </message>
    <message>
        <source>Line {1} of the sample dialogue must begin with &quot;You:&quot; or &quot;Her:&quot;.</source>
        <translation>Строка {1} примера разговора должна начинаться с «You:» или «Her:».</translation>
    </message>
    <message>
        <source>Line {1} of {2} must be like “{3} = …”; names: {4}.</source>
        <translation>{2}, строка {1}: нужно написать так: «{3} = …»; имена: {4}.</translation>
    </message>
    <message>
        <source>Loading HiFiGAN …</source>
        <translation>Загружается HiFiGAN …</translation>
    </message>
    <message>
        <source>Loading Tacotron2 …</source>
        <translation>Загружается Tacotron2 …</translation>
    </message>
    <message>
        <source>Loading torch and SpeechBrain …</source>
        <translation>Загружаются torch и SpeechBrain …</translation>
    </message>
    <message>
        <source>Loading {1} was stopped.</source>
        <translation>Загрузка остановлена: {1}.</translation>
    </message>
    <message>
        <source>Loading {1} …</source>
        <translation>Загружается {1} …</translation>
    </message>
    <message>
        <source>Microsoft ADPCM</source>
        <translation>Microsoft ADPCM</translation>
    </message>
    <message>
        <source>Model, Parameter or PartOpacity</source>
        <translation>Model, Parameter или PartOpacity</translation>
    </message>
    <message>
        <source>No backup could be made in {1} ({2}).</source>
        <translation>В {1} не удалось создать резервную копию ({2}).</translation>
    </message>
    <message>
        <source>No expression was found for {1}: name its file after the emotion.</source>
        <translation>Не нашлось выражений для: {1}; назовите их файлы по эмоциям.</translation>
    </message>
    <message>
        <source>No server answers at {1}; start it, or correct the address in the settings.</source>
        <translation>По адресу {1} сервер не отвечает; запустите его или исправьте адрес в настройках.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>на диске нет места</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>такого файла или папки нет</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>это не папка</translation>
    </message>
    <message>
        <source>Nothing can be written to {1} ({2}); choose another folder.</source>
        <translation>В {1} ничего нельзя записать ({2}); выберите другую папку.</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Ничего не записано.</translation>
    </message>
    <message>
        <source>Offline mode is on, and {1} is behind a server elsewhere: no connection is made. Choose {2}, or switch it off in the settings (Privacy).</source>
        <translation>Включён автономный режим, а {1} — на сервере в сети: соединения не будет. Выберите другое: {2}, или выключите этот режим в настройках (Приватность).</translation>
    </message>
    <message>
        <source>Offline mode is on, and {1} is behind a server on this machine: no connection is made. Choose {2}, or allow servers on this computer in the settings (Privacy).</source>
        <translation>Включён автономный режим, а {1} — на сервере этого компьютера: соединения не будет. Выберите другое: {2}, или разрешите серверы на этом компьютере в настройках (Приватность).</translation>
    </message>
    <message>
        <source>Offline mode is on: no connection to {1} is made.</source>
        <translation>Включён автономный режим: соединения не будет ({1}).</translation>
    </message>
    <message>
        <source>Offline mode is on: no name is looked up.</source>
        <translation>Включён автономный режим: имена в сети не ищутся.</translation>
    </message>
    <message>
        <source>Offline mode is on: no network socket is opened.</source>
        <translation>Включён автономный режим: сетевые соединения не открываются.</translation>
    </message>
    <message>
        <source>Only Linux desktops have such a menu; see docs/packaging.md for Windows and macOS.</source>
        <translation>Такое меню есть только в Linux; про Windows и macOS — в docs/packaging.md.</translation>
    </message>
    <message>
        <source>Only text models of the engine transformers can learn by heart; choose one for that.</source>
        <translation>Учить наизусть умеют только языковые модели движка transformers; выберите такую.</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>нет прав доступа</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>диск доступен только для чтения</translation>
    </message>
    <message>
        <source>Run &apos;pip install live2d-py==0.7.0.4&apos; (Apple silicon, macOS 15 or newer), or download the Cubism SDK for Native from live2d.com and set {1} to its Core/dll/macos/libLive2DCubismCore.dylib.</source>
        <translation>Выполните «pip install live2d-py==0.7.0.4» (Apple silicon, macOS 15 или новее) или скачайте Cubism SDK for Native с live2d.com и укажите в {1} путь к его Core/dll/macos/libLive2DCubismCore.dylib.</translation>
    </message>
    <message>
        <source>Run &apos;pip install live2d-py==1.0.0&apos; (x86-64 or aarch64), or download the Cubism SDK for Native from live2d.com and set {1} to its libLive2DCubismCore.so.</source>
        <translation>Выполните «pip install live2d-py==1.0.0» (x86-64 или aarch64) или скачайте Cubism SDK for Native с live2d.com и укажите в {1} путь к его libLive2DCubismCore.so.</translation>
    </message>
    <message>
        <source>Say who is to be drawn, for example “a girl with short silver hair”.</source>
        <translation>Напишите, кого нарисовать, например «девушка с короткими серебристыми волосами».</translation>
    </message>
    <message>
        <source>She has no hit areas: a click means the same wherever it falls.</source>
        <translation>У неё нет зон касания: щелчок значит одно и то же, куда бы он ни попал.</translation>
    </message>
    <message>
        <source>She has no physics: hair and clothes stay stiff.</source>
        <translation>У неё нет физики: волосы и одежда неподвижны.</translation>
    </message>
    <message>
        <source>She has one face for all emotions: put *.exp3.json files into her folder.</source>
        <translation>У неё одно лицо на все эмоции: положите в её папку файлы *.exp3.json.</translation>
    </message>
    <message>
        <source>She will look stiffer than others: no parameter for {1}.</source>
        <translation>Она будет двигаться скованнее других: не хватает параметров: {1}.</translation>
    </message>
    <message>
        <source>She will not blink: no parameter shuts her eyes; name them {1}, or add them to the group EyeBlink.</source>
        <translation>Она не будет моргать: нет параметра, который закрывает глаза; назовите их {1} или добавьте в группу EyeBlink.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong in the engine ({1}: {2}); please report it.</source>
        <translation>В движке случилось непредвиденное ({1}: {2}); пожалуйста, сообщите об этом.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong while listening ({1}: {2}).</source>
        <translation>Пока она слушала, случилось непредвиденное ({1}: {2}).</translation>
    </message>
    <message>
        <source>Sound needs PortAudio: install the package libportaudio2.</source>
        <translation>Для звука нужен PortAudio: установите пакет libportaudio2.</translation>
    </message>
    <message>
        <source>Still pictures</source>
        <translation>Картинки</translation>
    </message>
    <message>
        <source>Tacotron2 has no voice {1}. Its only voice speaks instead.</source>
        <translation>У Tacotron2 нет голоса {1}. Вместо него говорит единственный.</translation>
    </message>
    <message>
        <source>The .moc3 file has version {1}; versions 1 to {2} are known.</source>
        <translation>У файла .moc3 версия {1}; известны версии от 1 до {2}.</translation>
    </message>
    <message>
        <source>The .moc3 file is big-endian; only little-endian files are supported.</source>
        <translation>Файл .moc3 записан с обратным порядком байтов (big-endian); поддерживается только little-endian.</translation>
    </message>
    <message>
        <source>The .moc3 file is cut off: its tables are missing.</source>
        <translation>Файл .moc3 обрезан: в нём нет таблиц.</translation>
    </message>
    <message>
        <source>The .moc3 file is cut off: the count table or the canvas lies beyond its end.</source>
        <translation>Файл .moc3 обрезан: таблица счётчиков или холст лежат за его концом.</translation>
    </message>
    <message>
        <source>The .moc3 file is cut off: the table {1} lies beyond its end.</source>
        <translation>Файл .moc3 обрезан: таблица {1} лежит за его концом.</translation>
    </message>
    <message>
        <source>The Cubism Core at {1} is too old or damaged: it has no {2}.</source>
        <translation>Cubism Core в {1} слишком старый или повреждён: в нём нет {2}.</translation>
    </message>
    <message>
        <source>The Cubism Core at {1} offers no render orders.</source>
        <translation>Cubism Core в {1} не сообщает порядок отрисовки.</translation>
    </message>
    <message>
        <source>The Cubism Core library at {1} cannot be loaded ({2}). {3}</source>
        <translation>Библиотека Cubism Core в {1} не загружается ({2}). {3}</translation>
    </message>
    <message>
        <source>The Live2D Cubism Core library is missing. {1}</source>
        <translation>Нет библиотеки Live2D Cubism Core. {1}</translation>
    </message>
    <message>
        <source>The archive holds no card.json.</source>
        <translation>В архиве нет card.json.</translation>
    </message>
    <message>
        <source>The archive is damaged or locked with a password.</source>
        <translation>Архив повреждён или закрыт паролем.</translation>
    </message>
    <message>
        <source>The archive is too big for a character card.</source>
        <translation>Архив слишком велик для карточки персонажа.</translation>
    </message>
    <message>
        <source>The background {1} cannot be read: it is no PNG, JPEG or WebP picture.</source>
        <translation>Фон {1} не читается: это не картинка PNG, JPEG или WebP.</translation>
    </message>
    <message>
        <source>The backup {1} cannot be put back ({2}); close the program first.</source>
        <translation>Резервную копию {1} не удалось вернуть ({2}); сначала закройте программу.</translation>
    </message>
    <message>
        <source>The catalogue has no model {1}; it has: {2}.</source>
        <translation>В каталоге нет модели {1}; в нём есть: {2}.</translation>
    </message>
    <message>
        <source>The character card gives no name; choose another file.</source>
        <translation>В карточке персонажа нет имени; выберите другой файл.</translation>
    </message>
    <message>
        <source>The character card in the picture is damaged.</source>
        <translation>Карточка персонажа в картинке повреждена.</translation>
    </message>
    <message>
        <source>The character card is too big.</source>
        <translation>Карточка персонажа слишком велика.</translation>
    </message>
    <message>
        <source>The chat template of {1} cannot be used ({2}); choose the raw format in the persona.</source>
        <translation>Шаблон чата модели {1} не годится ({2}); выберите в личности формат raw.</translation>
    </message>
    <message>
        <source>The emotion engine &apos;embedded&apos; has no sentence encoder here; install the program again.</source>
        <translation>Движку эмоций embedded не хватает здесь кодировщика предложений; установите программу заново.</translation>
    </message>
    <message>
        <source>The emotion engine ekman asks the text model, and there is none loaded.</source>
        <translation>Движок эмоций ekman спрашивает языковую модель, а она не загружена.</translation>
    </message>
    <message>
        <source>The emotion head {1} cannot be read ({2}); install again.</source>
        <translation>Модель эмоций {1} не читается ({2}); установите программу заново.</translation>
    </message>
    <message>
        <source>The emotion head {1} has the wrong shape; install again.</source>
        <translation>Модель эмоций {1} не той формы; установите программу заново.</translation>
    </message>
    <message>
        <source>The emotion model {1} could not be loaded ({2}); it is damaged or no text classifier. Choose another, or the emotion engine embedded.</source>
        <translation>Модель эмоций {1} не загрузилась ({2}); она повреждена или не классифицирует тексты. Выберите другую или движок эмоций embedded.</translation>
    </message>
    <message>
        <source>The emotion model {1} tells {2} apart, not {3}; choose one that does, such as {4}.</source>
        <translation>Модель эмоций {1} различает {2}, а не {3}; выберите подходящую, например {4}.</translation>
    </message>
    <message>
        <source>The engine stopped while she listened; say it again.</source>
        <translation>Движок остановился, пока она слушала; скажите ещё раз.</translation>
    </message>
    <message>
        <source>The engine {1} cannot be loaded ({2}): ./run installs what it needs, companion doctor names it.</source>
        <translation>Движок {1} не загружается ({2}): ./run установит то, что ему нужно, companion doctor назовёт недостающее.</translation>
    </message>
    <message>
        <source>The engines are not loaded; choose others in the settings.</source>
        <translation>Движки не загружены; выберите другие в настройках.</translation>
    </message>
    <message>
        <source>The engines could not be loaded ({1}: {2}); see {3}.</source>
        <translation>Движки не загрузились ({1}: {2}); подробности в {3}.</translation>
    </message>
    <message>
        <source>The facts cannot be written to {1} ({2}); choose another place.</source>
        <translation>Факты не записать в {1} ({2}); выберите другое место.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>The file holds no character card; cards are PNG, JSON or CHARX files.</source>
        <translation>В файле нет карточки персонажа; карточки бывают в файлах PNG, JSON и CHARX.</translation>
    </message>
    <message>
        <source>The file {1} cannot be read ({2}).</source>
        <translation>Файл {1} не читается ({2}).</translation>
    </message>
    <message>
        <source>The file {1} cannot be written ({2}).</source>
        <translation>Файл {1} не записать ({2}).</translation>
    </message>
    <message>
        <source>The file {1} is no GGUF model; choose another file.</source>
        <translation>Файл {1} — не модель GGUF; выберите другой файл.</translation>
    </message>
    <message>
        <source>The file {1} is too big for a character card.</source>
        <translation>Файл {1} слишком велик для карточки персонажа.</translation>
    </message>
    <message>
        <source>The file {1} of {2} is not the one expected (sha256 {3}…, expected {4}…); it was removed. Try again, and report it when it happens twice.</source>
        <translation>Файл {1} модели {2} оказался не тем, что ожидался (sha256 {3}…, нужен {4}…); он удалён. Попробуйте ещё раз, а если это повторится, сообщите нам.</translation>
    </message>
    <message>
        <source>The file {1} of {2} was damaged and is removed; run: companion models install {3}</source>
        <translation>Файл {1} модели {2} был повреждён и удалён; выполните: companion models install {3}</translation>
    </message>
    <message>
        <source>The film is saved as {1}, but not its subtitles: {2}.</source>
        <translation>Видео сохранено как {1}, а субтитры — нет: {2}.</translation>
    </message>
    <message>
        <source>The folder {1} cannot be made ({2}); choose another.</source>
        <translation>Папку {1} не создать ({2}); выберите другую.</translation>
    </message>
    <message>
        <source>The folder {1} does not exist; create it or choose another one.</source>
        <translation>Папки {1} нет; создайте её или выберите другую.</translation>
    </message>
    <message>
        <source>The folder {1} holds no model: its config.json is missing.</source>
        <translation>В папке {1} нет модели: не хватает config.json.</translation>
    </message>
    <message>
        <source>The graphics driver cannot compile a shader: {1}</source>
        <translation>Графический драйвер не компилирует шейдер: {1}</translation>
    </message>
    <message>
        <source>The graphics driver cannot draw into {1}x{2} pixels.</source>
        <translation>Графический драйвер не может рисовать в {1}x{2} пикселей.</translation>
    </message>
    <message>
        <source>The graphics driver cannot link a shader: {1}</source>
        <translation>Графический драйвер не собирает шейдер: {1}</translation>
    </message>
    <message>
        <source>The graphics driver refuses to make the offscreen context current.</source>
        <translation>Графический драйвер отказывается включить контекст для рисования без окна.</translation>
    </message>
    <message>
        <source>The group {1} has motions 0 to {2}, not {3}.</source>
        <translation>В группе {1} движения от 0 до {2}, а {3} нет.</translation>
    </message>
    <message>
        <source>The history {1} cannot be opened ({2}); move it away and start again.</source>
        <translation>Историю {1} не открыть ({2}); уберите этот файл и запустите программу снова.</translation>
    </message>
    <message>
        <source>The history {1} was written by a newer version of the program; update it.</source>
        <translation>Историю {1} записала более новая версия программы; обновите программу.</translation>
    </message>
    <message>
        <source>The key cannot be kept in {1} ({2}).</source>
        <translation>Ключ не сохранить в {1} ({2}).</translation>
    </message>
    <message>
        <source>The key file {1} can be read by others; run: chmod 600 &apos;{2}&apos;</source>
        <translation>Файл ключа {1} могут прочитать другие; выполните: chmod 600 &apos;{2}&apos;</translation>
    </message>
    <message>
        <source>The key file {1} cannot be read ({2}); enter the key again.</source>
        <translation>Файл ключа {1} не прочитать ({2}); введите ключ ещё раз.</translation>
    </message>
    <message>
        <source>The list of your characters cannot be kept in {1} ({2}).</source>
        <translation>Список ваших персонажей не сохранить в {1} ({2}).</translation>
    </message>
    <message>
        <source>The list of your characters, {1}, cannot be read; move it away.</source>
        <translation>Список ваших персонажей {1} не читается; уберите этот файл.</translation>
    </message>
    <message>
        <source>The loudspeaker</source>
        <translation>Динамик</translation>
    </message>
    <message>
        <source>The loudspeaker stopped. She goes on without sound.</source>
        <translation>Динамик перестал работать. Она продолжает без звука.</translation>
    </message>
    <message>
        <source>The loudspeaker {1}</source>
        <translation>Динамик {1}</translation>
    </message>
    <message>
        <source>The memory cannot be used ({1}).</source>
        <translation>Память не работает ({1}).</translation>
    </message>
    <message>
        <source>The memory {1} cannot be opened ({2}); move it away and start again.</source>
        <translation>Память {1} не открыть ({2}); уберите этот файл и запустите программу снова.</translation>
    </message>
    <message>
        <source>The memory {1} was written by a newer version of the program; update it.</source>
        <translation>Память {1} записала более новая версия программы; обновите программу.</translation>
    </message>
    <message>
        <source>The message and the persona {1} are {2} tokens too long for this text model; shorten the message or the persona.</source>
        <translation>Сообщение и личность {1} длиннее, чем вмещает эта языковая модель, на {2} токенов; сократите сообщение или личность.</translation>
    </message>
    <message>
        <source>The microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>The microphone {1}</source>
        <translation>Микрофон {1}</translation>
    </message>
    <message>
        <source>The model {1} could not be fetched from the hub ({2}).</source>
        <translation>Модель {1} не скачалась с хаба ({2}).</translation>
    </message>
    <message>
        <source>The model {1} could not be fetched: check the connection and run companion models install {2} again ({3}).</source>
        <translation>Модель {1} не скачалась: проверьте соединение и снова выполните companion models install {2} ({3}).</translation>
    </message>
    <message>
        <source>The model {1} could not be stored in {2} ({3}).</source>
        <translation>Модель {1} не сохранить в {2} ({3}).</translation>
    </message>
    <message>
        <source>The model {1} has no expression {2}; it has {3}.</source>
        <translation>У модели {1} нет выражения {2}; есть: {3}.</translation>
    </message>
    <message>
        <source>The model {1} has no motion group {2}; it has {3}.</source>
        <translation>У модели {1} нет группы движений {2}; есть: {3}.</translation>
    </message>
    <message>
        <source>The model {1} has no parameter {2}.</source>
        <translation>У модели {1} нет параметра {2}.</translation>
    </message>
    <message>
        <source>The model {1} is not installed.</source>
        <translation>Модель {1} не установлена.</translation>
    </message>
    <message>
        <source>The model {1} is not installed; run: companion models install {2}</source>
        <translation>Модель {1} не установлена; выполните: companion models install {2}</translation>
    </message>
    <message>
        <source>The model {1} is not on this machine and offline mode is on; switch it off once and run: companion models install {2}</source>
        <translation>Модели {1} нет на этом компьютере, а автономный режим включён; выключите его один раз и выполните: companion models install {2}</translation>
    </message>
    <message>
        <source>The model {1} is not on this machine and {2}; choose a folder, or fetch it once online.</source>
        <translation>Модели {1} нет на этом компьютере, и {2}; выберите папку или один раз скачайте её через сеть.</translation>
    </message>
    <message>
        <source>The motion group {1} of {2} has motions 0 to {3}.</source>
        <translation>В группе движений {1} модели {2} движения от 0 до {3}.</translation>
    </message>
    <message>
        <source>The package {1} {2} does not hold {3}.</source>
        <translation>В пакете {1} {2} нет {3}.</translation>
    </message>
    <message>
        <source>The persona file {1} cannot be read ({2}); mend or remove it.</source>
        <translation>Файл личности {1} не читается ({2}); исправьте или удалите его.</translation>
    </message>
    <message>
        <source>The persona file {1} gives no name; add a line such as: name = &quot;Amelie&quot;.</source>
        <translation>В файле личности {1} нет имени; добавьте строку вида: name = &quot;Amelie&quot;.</translation>
    </message>
    <message>
        <source>The persona {1} came with the program and stays.</source>
        <translation>Личность {1} — часть программы, её не удалить.</translation>
    </message>
    <message>
        <source>The persona {1} wants the prompt format {2}, and this text model is {3}; choose another format in the persona, or another model.</source>
        <translation>Личности {1} нужен формат запроса {2}, а эта языковая модель {3}; выберите в личности другой формат или другую модель.</translation>
    </message>
    <message>
        <source>The persona {1} wants the prompt format {2}; choose one of: chat, raw, pygmalion.</source>
        <translation>Личности {1} нужен формат запроса {2}; выберите один из: chat, raw, pygmalion.</translation>
    </message>
    <message>
        <source>The picture holds no character card.</source>
        <translation>В картинке нет карточки персонажа.</translation>
    </message>
    <message>
        <source>The picture is cut off.</source>
        <translation>Картинка обрезана.</translation>
    </message>
    <message>
        <source>The picture {1} cannot be read ({2}); save it anew as PNG.</source>
        <translation>Картинка {1} не читается ({2}); сохраните её заново как PNG.</translation>
    </message>
    <message>
        <source>The picture {1} is only {2} x {3} pixels.</source>
        <translation>Картинка {1} — всего {2} x {3} пикселей.</translation>
    </message>
    <message>
        <source>The preset {1} cannot be read ({2}); mend or remove it.</source>
        <translation>Пресет {1} не читается ({2}); исправьте или удалите его.</translation>
    </message>
    <message>
        <source>The price table {1} cannot be read ({2}); mend it or move it away.</source>
        <translation>Таблица цен {1} не читается ({2}); исправьте или уберите этот файл.</translation>
    </message>
    <message>
        <source>The price table {1} cannot be written ({2}).</source>
        <translation>Таблицу цен {1} не записать ({2}).</translation>
    </message>
    <message>
        <source>The price table {1} has sections of the wrong kind; compare it with a new one.</source>
        <translation>В таблице цен {1} разделы не того вида; сравните её с новой.</translation>
    </message>
    <message>
        <source>The price table {1}: {2} must be a number from 0 upwards, not {3}.</source>
        <translation>Таблица цен {1}: у {2} должно быть число от 0 и больше, а не {3}.</translation>
    </message>
    <message>
        <source>The program {1} is not installed: sudo apt-get install {2}</source>
        <translation>Программа {1} не установлена: sudo apt-get install {2}</translation>
    </message>
    <message>
        <source>The recogniser {1} could not be loaded ({2}); run: companion models verify {3}</source>
        <translation>Модель распознавания {1} не загрузилась ({2}); выполните: companion models verify {3}</translation>
    </message>
    <message>
        <source>The sentence encoder {1} cannot be loaded ({2}); install it again.</source>
        <translation>Кодировщик предложений {1} не загружается ({2}); установите его заново.</translation>
    </message>
    <message>
        <source>The sentence encoder {1} is not installed (package {2}); {3}.</source>
        <translation>Кодировщик предложений {1} не установлен (пакет {2}); {3}.</translation>
    </message>
    <message>
        <source>The server could not be tried ({1}: {2}).</source>
        <translation>Проверить сервер не удалось ({1}: {2}).</translation>
    </message>
    <message>
        <source>The server {1} answered something unexpected: {2}</source>
        <translation>Сервер {1} ответил неожиданно: {2}</translation>
    </message>
    <message>
        <source>The server {1} answered with an error ({2}): {3}</source>
        <translation>Сервер {1} ответил ошибкой ({2}): {3}</translation>
    </message>
    <message>
        <source>The server {1} answered with an error: {2}</source>
        <translation>Сервер {1} ответил ошибкой: {2}</translation>
    </message>
    <message>
        <source>The server {1} answers with a web page; is the address complete (it often ends in /v1)?</source>
        <translation>Сервер {1} отвечает веб-страницей; полон ли адрес (часто он заканчивается на /v1)?</translation>
    </message>
    <message>
        <source>The server {1} broke off its answer ({2}); try again.</source>
        <translation>Сервер {1} оборвал ответ ({2}); попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The server {1} broke off its answer; try again.</source>
        <translation>Сервер {1} оборвал ответ; попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The server {1} did not answer in time; is it busy or the wrong address?</source>
        <translation>Сервер {1} не ответил вовремя; возможно, он занят или адрес неверен.</translation>
    </message>
    <message>
        <source>The server {1} does not know {2} or that address (404); correct it in the settings.</source>
        <translation>Сервер {1} не знает, что это: {2}, или такого адреса у него нет (404); исправьте в настройках.</translation>
    </message>
    <message>
        <source>The server {1} lists no model; load one there.</source>
        <translation>Сервер {1} не называет ни одной модели; загрузите её там.</translation>
    </message>
    <message>
        <source>The server {1} lists no models in a way that is understood; is the address complete (it often ends in /v1)?</source>
        <translation>Список моделей сервера {1} непонятен; полон ли адрес (часто он кончается на /v1)?</translation>
    </message>
    <message>
        <source>The server {1} refuses the key ({2}); enter the right key in the settings.</source>
        <translation>Сервер {1} не принимает ключ ({2}); введите в настройках верный.</translation>
    </message>
    <message>
        <source>The server {1} says: too many requests or no credit left (429); wait or check the account.</source>
        <translation>Сервер {1} отвечает: слишком много запросов или кончились средства (429); подождите или проверьте счёт.</translation>
    </message>
    <message>
        <source>The server {1} sent a picture that cannot be decoded.</source>
        <translation>Картинка, которую прислал сервер {1}, не раскрывается.</translation>
    </message>
    <message>
        <source>The server {1} sent no picture; it must answer with b64_json.</source>
        <translation>Сервер {1} не прислал картинки; он должен отвечать в виде b64_json.</translation>
    </message>
    <message>
        <source>The server {1} sent no transcript; correct the address or the model in the settings.</source>
        <translation>Сервер {1} не прислал распознанного текста; исправьте адрес или модель в настройках.</translation>
    </message>
    <message>
        <source>The server {1} sent something that is no picture.</source>
        <translation>То, что прислал сервер {1}, — не картинка.</translation>
    </message>
    <message>
        <source>The setting {1} must be of type {2}, not {3}.</source>
        <translation>Значение настройки {1} должно быть вида {2}, а не {3}.</translation>
    </message>
    <message>
        <source>The setting {1} must be one of {2}.</source>
        <translation>Настройка {1} принимает только эти значения: {2}.</translation>
    </message>
    <message>
        <source>The settings cannot be kept in {1} ({2}).</source>
        <translation>Настройки не сохранить в {1} ({2}).</translation>
    </message>
    <message>
        <source>The settings cannot be written to {1} ({2}).</source>
        <translation>Настройки не записать в {1} ({2}).</translation>
    </message>
    <message>
        <source>The settings file {1} cannot be read ({2}); mend or move it.</source>
        <translation>Файл настроек {1} не читается ({2}); исправьте или уберите его.</translation>
    </message>
    <message>
        <source>The text model gave no answer; say it in other words or choose another model.</source>
        <translation>Языковая модель ничего не ответила; скажите иначе или выберите другую модель.</translation>
    </message>
    <message>
        <source>The text model refused the request: {1}</source>
        <translation>Языковая модель отклонила запрос: {1}</translation>
    </message>
    <message>
        <source>The text model stopped with an error ({1}); try again.</source>
        <translation>Языковая модель остановилась с ошибкой ({1}); попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The text model thought until the longest reply was used up; set a longer one and a window twice as long in the settings (Brain), or choose a model that does not think.</source>
        <translation>Языковая модель размышляла, пока не исчерпала самый длинный ответ; задайте в настройках («Разум») ответ длиннее и окно вдвое больше или выберите модель, которая не размышляет.</translation>
    </message>
    <message>
        <source>The text model {1} cannot learn by heart.</source>
        <translation>Языковая модель {1} не умеет учить наизусть.</translation>
    </message>
    <message>
        <source>The text model {1} could not be loaded ({2}); it is damaged or of an unknown kind. Choose another model.</source>
        <translation>Языковая модель {1} не загрузилась ({2}); она повреждена или незнакомого вида. Выберите другую модель.</translation>
    </message>
    <message>
        <source>The text model {1} could not be loaded; it is damaged, of an unknown kind, or too big for this machine&apos;s memory. Choose another model.</source>
        <translation>Языковая модель {1} не загрузилась; она повреждена, незнакомого вида или не помещается в память этого компьютера. Выберите другую модель.</translation>
    </message>
    <message>
        <source>The text model {1} needs about {2} GB of memory and {3} GB are free: {4}</source>
        <translation>Языковой модели {1} нужно около {2} ГБ памяти, а свободно {3} ГБ: {4}</translation>
    </message>
    <message>
        <source>The texture {1} cannot be read: {2}.</source>
        <translation>Текстура {1} не читается: {2}.</translation>
    </message>
    <message>
        <source>The texture {1} claims to be far larger than the {2}x{3} pixels that can be drawn.</source>
        <translation>Текстура {1} будто бы намного больше, чем {2}x{3} пикселей, которые можно нарисовать.</translation>
    </message>
    <message>
        <source>The texture {1} is {2}x{3} pixels; at most {4}x{5} can be drawn.</source>
        <translation>Текстура {1} — {2}x{3} пикселей; нарисовать можно самое большее {4}x{5}.</translation>
    </message>
    <message>
        <source>The textures in {1} would take {2} MB of memory; at most {3} MB are allowed: make them smaller.</source>
        <translation>Текстуры в {1} заняли бы {2} МБ памяти; допустимо самое большее {3} МБ: уменьшите их.</translation>
    </message>
    <message>
        <source>The use counted in {1} cannot be read ({2}); move the file away.</source>
        <translation>Учёт расхода в {1} не читается ({2}); уберите этот файл.</translation>
    </message>
    <message>
        <source>The voice detector is missing: ./run installs faster-whisper, which carries it.</source>
        <translation>Нет детектора голоса: ./run установит faster-whisper, в котором он есть.</translation>
    </message>
    <message>
        <source>The voice in {1} could not be loaded: {2}</source>
        <translation>Голос в {1} не загрузился: {2}</translation>
    </message>
    <message>
        <source>The voice is ready.</source>
        <translation>Голос готов.</translation>
    </message>
    <message>
        <source>The voice program {1} could not be run ({2}).</source>
        <translation>Программу голоса {1} не запустить ({2}).</translation>
    </message>
    <message>
        <source>The voice program {1} failed: {2}</source>
        <translation>Программа голоса {1} завершилась с ошибкой: {2}</translation>
    </message>
    <message>
        <source>The voice {1} could not be fetched ({2}).</source>
        <translation>Голос {1} не скачался ({2}).</translation>
    </message>
    <message>
        <source>The voice {1} could not be fetched from the hub ({2}); check the network, or choose a folder that holds it.</source>
        <translation>Голос {1} не скачался с хаба ({2}); проверьте сеть или выберите папку, в которой он есть.</translation>
    </message>
    <message>
        <source>The voice {1} is not on this machine and offline mode is on.</source>
        <translation>Голоса {1} нет на этом компьютере, а автономный режим включён.</translation>
    </message>
    <message>
        <source>The voice {1} is unknown to eSpeak NG. Its usual voice speaks instead.</source>
        <translation>eSpeak NG не знает голоса {1}. Вместо него говорит обычный.</translation>
    </message>
    <message>
        <source>The voice {1} is unknown to hibari; choose one of: {2}.</source>
        <translation>hibari не знает голоса {1}; выберите один из: {2}.</translation>
    </message>
    <message>
        <source>The words of feeling in {1} cannot be read ({2}); install again.</source>
        <translation>Слова чувств в {1} не читаются ({2}); установите программу заново.</translation>
    </message>
    <message>
        <source>There are several models in {1} ({2}). Choose one of these files.</source>
        <translation>В {1} несколько моделей ({2}). Выберите один из этих файлов.</translation>
    </message>
    <message>
        <source>There is no *{1} in {2}. Choose the folder of a Live2D model.</source>
        <translation>Файла *{1} в {2} нет. Выберите папку модели Live2D.</translation>
    </message>
    <message>
        <source>There is no Cubism Core library at {1}. {2}</source>
        <translation>В {1} нет библиотеки Cubism Core. {2}</translation>
    </message>
    <message>
        <source>There is no Live2D model at {1}.</source>
        <translation>По пути {1} нет модели Live2D.</translation>
    </message>
    <message>
        <source>There is no Russian voice here. {1}</source>
        <translation>Русского голоса здесь нет. {1}</translation>
    </message>
    <message>
        <source>There is no background {1}: write light, dark, transparent, a colour like #00b140, or the path of a picture.</source>
        <translation>Нет фона {1}: напишите light, dark, transparent, цвет вида #00b140 или путь к картинке.</translation>
    </message>
    <message>
        <source>There is no backup {1}; there are: {2}.</source>
        <translation>Нет резервной копии {1}; есть: {2}.</translation>
    </message>
    <message>
        <source>There is no character in {1}: choose a model3.json (Live2D, Cubism 3 to 5), a model.json (Cubism 2), a picture, or a folder or zip file that holds one of them.</source>
        <translation>В {1} нет персонажа: выберите model3.json (Live2D, Cubism 3–5), model.json (Cubism 2), картинку либо папку или архив zip с чем-то из этого.</translation>
    </message>
    <message>
        <source>There is no display to open a window on; “companion note” and “companion reply” need none.</source>
        <translation>Нет экрана, чтобы открыть окно; командам «companion note» и «companion reply» он не нужен.</translation>
    </message>
    <message>
        <source>There is no engine {1} for {2}; choose one of: {3}.</source>
        <translation>Нет движка {1} (вид: {2}); выберите один из: {3}.</translation>
    </message>
    <message>
        <source>There is no folder {1}; give a hub name such as {2}, or a folder.</source>
        <translation>Папки {1} нет; укажите имя на хабе, например {2}, или папку.</translation>
    </message>
    <message>
        <source>There is no microphone: plug one in and try again.</source>
        <translation>Микрофона нет: подключите его и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>There is no model {1}: give a Hugging Face id, a folder or a GGUF file.</source>
        <translation>Нет модели {1}: укажите имя на Hugging Face, папку или файл GGUF.</translation>
    </message>
    <message>
        <source>There is no persona {1}; choose one of: {2}.</source>
        <translation>Личности {1} нет; выберите одну из: {2}.</translation>
    </message>
    <message>
        <source>There is no picture in {1}: put neutral.png, joy.png, sadness.png … there.</source>
        <translation>В {1} нет картинок: положите туда neutral.png, joy.png, sadness.png …</translation>
    </message>
    <message>
        <source>There is no recogniser {1}: choose one of {2}, or a folder with a Whisper model for CTranslate2.</source>
        <translation>Нет модели распознавания {1}: выберите одну из {2} или папку с моделью Whisper для CTranslate2.</translation>
    </message>
    <message>
        <source>There is no sentence encoder {1}; choose one of: {2}.</source>
        <translation>Нет кодировщика предложений {1}; выберите один из: {2}.</translation>
    </message>
    <message>
        <source>There is no setting “{1}”.</source>
        <translation>Настройки «{1}» нет.</translation>
    </message>
    <message>
        <source>There is no text model {1}: give the path of a GGUF file, or a name from: companion models list</source>
        <translation>Нет языковой модели {1}: укажите путь к файлу GGUF или имя из списка: companion models list</translation>
    </message>
    <message>
        <source>There is no {1}; check the name of the character&apos;s file or folder.</source>
        <translation>По пути {1} ничего нет; проверьте имя файла или папки персонажа.</translation>
    </message>
    <message>
        <source>There is nothing to say in this text, so there is no note to make.</source>
        <translation>В этом тексте нечего сказать, поэтому видеозаметки не будет.</translation>
    </message>
    <message>
        <source>This is not a .moc3 file: it does not begin with MOC3.</source>
        <translation>Это не файл .moc3: он начинается не с MOC3.</translation>
    </message>
    <message>
        <source>This model was closed.</source>
        <translation>Эта модель уже закрыта.</translation>
    </message>
    <message>
        <source>This recording has ended already.</source>
        <translation>Эта запись уже закончена.</translation>
    </message>
    <message>
        <source>This voice reads English only; other sentences are shown without sound.</source>
        <translation>Этот голос читает только по-английски; остальные предложения показаны без звука.</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>открыто слишком много файлов</translation>
    </message>
    <message>
        <source>Videos need ffmpeg and none was found: install it with your system&apos;s packages (on Debian and Ubuntu &apos;apt install ffmpeg&apos;, on macOS &apos;brew install ffmpeg&apos;) or run &apos;pip install imageio-ffmpeg&apos;.</source>
        <translation>Для видео нужен ffmpeg, а его нет: установите его средствами системы (в Debian и Ubuntu «apt install ffmpeg», в macOS «brew install ffmpeg») или выполните «pip install imageio-ffmpeg».</translation>
    </message>
    <message>
        <source>What she learned by heart in {1} does not fit this text model ({2}); undo it on the page Memory, or remove that folder.</source>
        <translation>Выученное наизусть в {1} не подходит этой языковой модели ({2}); отмените его на странице «Память» или удалите эту папку.</translation>
    </message>
    <message>
        <source>What she learned could not be stored in {1} ({2}).</source>
        <translation>Выученное не сохранить в {1} ({2}).</translation>
    </message>
    <message>
        <source>What the server {1} sent</source>
        <translation>Ответ сервера {1}</translation>
    </message>
    <message>
        <source>What was recorded until then is in {1}.</source>
        <translation>Записанное до этого — в {1}.</translation>
    </message>
    <message>
        <source>Whisper does not know the language {1}; use a code like en, de or ru.</source>
        <translation>Whisper не знает языка {1}; напишите код, например en, de или ru.</translation>
    </message>
    <message>
        <source>X, Y or Angle</source>
        <translation>X, Y или Angle</translation>
    </message>
    <message>
        <source>[Errno {1}] {2}</source>
        <translation>{2} (ошибка {1})</translation>
    </message>
    <message>
        <source>[Errno {1}] {2}: {3}</source>
        <translation>{2}: {3} (ошибка {1})</translation>
    </message>
    <message>
        <source>a chat model only</source>
        <translation>умеет только чат</translation>
    </message>
    <message>
        <source>a folder of pictures</source>
        <translation>папка с картинками</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>список</translation>
    </message>
    <message>
        <source>a list of models</source>
        <translation>список моделей</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>список чисел</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>список объектов</translation>
    </message>
    <message>
        <source>a list of parts</source>
        <translation>список частей</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>список текстов</translation>
    </message>
    <message>
        <source>a model without a chat template</source>
        <translation>не имеет шаблона чата</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>число</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>текст</translation>
    </message>
    <message>
        <source>a voice on this computer</source>
        <translation>голос на этом компьютере</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>объект</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>база данных доступна только для чтения</translation>
    </message>
    <message>
        <source>band entries that name no binding</source>
        <translation>записи наборов, которые не называют привязки</translation>
    </message>
    <message>
        <source>bands that use a parameter twice</source>
        <translation>наборы, в которых параметр стоит дважды</translation>
    </message>
    <message>
        <source>bands whose entries leave the table</source>
        <translation>наборы, чьи записи выходят за таблицу</translation>
    </message>
    <message>
        <source>bands with more axes than the Core could ever evaluate</source>
        <translation>наборы с таким числом осей, какого Core никогда не вычислит</translation>
    </message>
    <message>
        <source>bindings that do not belong to exactly one parameter</source>
        <translation>привязки, которые не принадлежат ровно одному параметру</translation>
    </message>
    <message>
        <source>bindings whose keys do not ascend</source>
        <translation>привязки, чьи ключи не возрастают</translation>
    </message>
    <message>
        <source>bindings whose keys leave the table</source>
        <translation>привязки, чьи ключи выходят за таблицу</translation>
    </message>
    <message>
        <source>bindings without keys</source>
        <translation>привязки без ключей</translation>
    </message>
    <message>
        <source>blend keyforms of no blend shape</source>
        <translation>ключевые формы смешивания, у которых нет формы</translation>
    </message>
    <message>
        <source>blend keyforms that do not match their keys</source>
        <translation>ключевые формы смешивания, которые не подходят к ключам</translation>
    </message>
    <message>
        <source>blend keyforms whose constraints leave the table</source>
        <translation>ключевые формы смешивания, чьи ограничения выходят за таблицу</translation>
    </message>
    <message>
        <source>blend shapes whose base key is not theirs</source>
        <translation>формы смешивания, чей основной ключ не из них</translation>
    </message>
    <message>
        <source>blend shapes whose keys do not ascend</source>
        <translation>формы смешивания, чьи ключи не возрастают</translation>
    </message>
    <message>
        <source>blend shapes whose keys leave the table</source>
        <translation>формы смешивания, чьи ключи выходят за таблицу</translation>
    </message>
    <message>
        <source>choose a smaller model, or a GGUF file of it with the engine llama.cpp.</source>
        <translation>выберите модель поменьше или её файл GGUF с движком llama.cpp.</translation>
    </message>
    <message>
        <source>choose a smaller model, or one with fewer bits (Q4 instead of Q8).</source>
        <translation>выберите модель поменьше или с меньшим числом бит (Q4 вместо Q8).</translation>
    </message>
    <message>
        <source>choose one of: {1}</source>
        <translation>выберите один из: {1}</translation>
    </message>
    <message>
        <source>compressed sound</source>
        <translation>сжатый звук</translation>
    </message>
    <message>
        <source>constraint lists that name nothing</source>
        <translation>списки ограничений, которые ничего не называют</translation>
    </message>
    <message>
        <source>constraints on no parameter</source>
        <translation>ограничения без параметра</translation>
    </message>
    <message>
        <source>constraints whose points do not ascend</source>
        <translation>ограничения, чьи точки не возрастают</translation>
    </message>
    <message>
        <source>constraints whose points leave the table</source>
        <translation>ограничения, чьи точки выходят за таблицу</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>база данных повреждена</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>база данных занята</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>на диске нет места</translation>
    </message>
    <message>
        <source>deformers keyed otherwise than their {1} record</source>
        <translation>деформеры с иными ключами, чем у их записи {1}</translation>
    </message>
    <message>
        <source>deformers of an unknown type</source>
        <translation>деформеры неизвестного вида</translation>
    </message>
    <message>
        <source>deformers whose parent does not come before them</source>
        <translation>деформеры, чей родитель стоит не перед ними</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>ошибка чтения или записи на диск</translation>
    </message>
    <message>
        <source>draw order group {1} contains itself</source>
        <translation>группа порядка отрисовки {1} содержит саму себя</translation>
    </message>
    <message>
        <source>draw order groups that hang in a circle</source>
        <translation>группы порядка отрисовки, замкнутые в круг</translation>
    </message>
    <message>
        <source>draw order objects of an unknown type</source>
        <translation>объекты порядка отрисовки неизвестного вида</translation>
    </message>
    <message>
        <source>draw order objects that name nothing</source>
        <translation>объекты порядка отрисовки, которые ничего не называют</translation>
    </message>
    <message>
        <source>entries of {1} that are not 0 or 1</source>
        <translation>записи {1}, которые не 0 и не 1</translation>
    </message>
    <message>
        <source>exit code {1}</source>
        <translation>код завершения {1}</translation>
    </message>
    <message>
        <source>festival festvox-ru</source>
        <translation>festival festvox-ru</translation>
    </message>
    <message>
        <source>ffmpeg at {1} cannot be started ({2}); reinstall it.</source>
        <translation>ffmpeg в {1} не запускается ({2}); переустановите его.</translation>
    </message>
    <message>
        <source>ffmpeg could not finish {1}: {2}.</source>
        <translation>ffmpeg не смог закончить {1}: {2}.</translation>
    </message>
    <message>
        <source>ffmpeg could not write the video: {1}.</source>
        <translation>ffmpeg не смог записать видео: {1}.</translation>
    </message>
    <message>
        <source>ffmpeg did not finish {1}; it was stopped.</source>
        <translation>ffmpeg не закончил {1}; он остановлен.</translation>
    </message>
    <message>
        <source>ffmpeg stopped taking frames.</source>
        <translation>ffmpeg перестал принимать кадры.</translation>
    </message>
    <message>
        <source>file is not a database</source>
        <translation>это не база данных</translation>
    </message>
    <message>
        <source>glues at vertices that do not exist</source>
        <translation>склейки у несуществующих вершин</translation>
    </message>
    <message>
        <source>glues of a mesh to itself</source>
        <translation>склейки сетки с самой собой</translation>
    </message>
    <message>
        <source>glues of no mesh</source>
        <translation>склейки без сетки</translation>
    </message>
    <message>
        <source>glues to no mesh</source>
        <translation>склейки, ведущие к несуществующей сетке</translation>
    </message>
    <message>
        <source>glues whose pairs leave the table</source>
        <translation>склейки, чьи пары выходят за таблицу</translation>
    </message>
    <message>
        <source>glues with half a pair</source>
        <translation>склейки с половиной пары</translation>
    </message>
    <message>
        <source>group {1}</source>
        <translation>группа {1}</translation>
    </message>
    <message>
        <source>groups not used exactly once</source>
        <translation>группы, использованные не ровно один раз</translation>
    </message>
    <message>
        <source>groups whose objects leave the table</source>
        <translation>группы, чьи объекты выходят за таблицу</translation>
    </message>
    <message>
        <source>groups whose total is not what they contain</source>
        <translation>группы, чей итог не равен содержимому</translation>
    </message>
    <message>
        <source>groups with an impossible order range</source>
        <translation>группы с невозможным диапазоном порядка</translation>
    </message>
    <message>
        <source>groups with an object outside their order range</source>
        <translation>группы с объектом вне их диапазона порядка</translation>
    </message>
    <message>
        <source>install the program again</source>
        <translation>установите программу заново</translation>
    </message>
    <message>
        <source>it asks for too much memory</source>
        <translation>требует слишком много памяти</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>файл пуст</translation>
    </message>
    <message>
        <source>it is no PNG, JPEG or WebP picture</source>
        <translation>это не картинка PNG, JPEG или WebP</translation>
    </message>
    <message>
        <source>it is no picture</source>
        <translation>это не картинка</translation>
    </message>
    <message>
        <source>it was ended by signal {1}</source>
        <translation>остановлен сигналом {1}</translation>
    </message>
    <message>
        <source>its header is missing</source>
        <translation>в нём нет заголовка</translation>
    </message>
    <message>
        <source>its shapes are nowhere when it rests</source>
        <translation>в покое её форм нет нигде</translation>
    </message>
    <message>
        <source>its sound is missing</source>
        <translation>в нём нет звука</translation>
    </message>
    <message>
        <source>its triangles name vertices it does not have</source>
        <translation>её треугольники называют вершины, которых нет</translation>
    </message>
    <message>
        <source>listed parts without a group of their own</source>
        <translation>перечисленные части без собственной группы</translation>
    </message>
    <message>
        <source>masks that name no mesh</source>
        <translation>маски, которые не называют сетки</translation>
    </message>
    <message>
        <source>meshes below no known deformer</source>
        <translation>сетки под неизвестным деформером</translation>
    </message>
    <message>
        <source>meshes both additive and multiplicative</source>
        <translation>сетки, которые и складывают, и умножают цвета</translation>
    </message>
    <message>
        <source>meshes not listed exactly once in the draw order</source>
        <translation>сетки, перечисленные в порядке отрисовки не ровно один раз</translation>
    </message>
    <message>
        <source>meshes that mask themselves</source>
        <translation>сетки, которые маскируют сами себя</translation>
    </message>
    <message>
        <source>meshes that share triangles with meshes of fewer vertices</source>
        <translation>сетки, чьи треугольники общие с сетками, где вершин меньше</translation>
    </message>
    <message>
        <source>meshes whose corners do not make whole triangles</source>
        <translation>сетки, чьи углы не складываются в целые треугольники</translation>
    </message>
    <message>
        <source>meshes whose masks leave the table</source>
        <translation>сетки, чьи маски выходят за таблицу</translation>
    </message>
    <message>
        <source>meshes whose texture coordinates begin oddly</source>
        <translation>сетки, чьи координаты текстуры начинаются в странном месте</translation>
    </message>
    <message>
        <source>meshes whose texture coordinates leave the table</source>
        <translation>сетки, чьи координаты текстуры выходят за таблицу</translation>
    </message>
    <message>
        <source>meshes whose texture is not in the model</source>
        <translation>сетки, чьей текстуры в модели нет</translation>
    </message>
    <message>
        <source>meshes whose triangles leave the table</source>
        <translation>сетки, чьи треугольники выходят за таблицу</translation>
    </message>
    <message>
        <source>meshes with a triangle that names a vertex they do not have</source>
        <translation>сетки с треугольником, который называет несуществующую вершину</translation>
    </message>
    <message>
        <source>meshes with an unknown blend mode</source>
        <translation>сетки с неизвестным режимом смешивания</translation>
    </message>
    <message>
        <source>meshes with unknown flags</source>
        <translation>сетки с неизвестными флагами</translation>
    </message>
    <message>
        <source>meshes without a sensible number of vertices</source>
        <translation>сетки без разумного числа вершин</translation>
    </message>
    <message>
        <source>names and numbers</source>
        <translation>имена и числа</translation>
    </message>
    <message>
        <source>names and texts</source>
        <translation>имена и тексты</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>(список пуст)</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>пока ни одной</translation>
    </message>
    <message>
        <source>numbers of {1} that are not finite or will overflow</source>
        <translation>числа {1}, которые бесконечны или переполнятся</translation>
    </message>
    <message>
        <source>offline mode is on</source>
        <translation>автономный режим включён</translation>
    </message>
    <message>
        <source>offscreen keyforms without {1}</source>
        <translation>ключевые формы внеэкранных слоёв без {1}</translation>
    </message>
    <message>
        <source>offscreens of no part</source>
        <translation>внеэкранные слои без части</translation>
    </message>
    <message>
        <source>offscreens their part does not know</source>
        <translation>внеэкранные слои, о которых их часть не знает</translation>
    </message>
    <message>
        <source>offscreens whose masks leave the table</source>
        <translation>внеэкранные слои, чьи маски выходят за таблицу</translation>
    </message>
    <message>
        <source>offscreens with an unknown blend mode</source>
        <translation>внеэкранные слои с неизвестным режимом смешивания</translation>
    </message>
    <message>
        <source>open it in Cubism Editor, convert it, and export it for the SDK as model3.json</source>
        <translation>откройте его в Cubism Editor, преобразуйте и экспортируйте для SDK как model3.json</translation>
    </message>
    <message>
        <source>parameters of an unknown type</source>
        <translation>параметры неизвестного вида</translation>
    </message>
    <message>
        <source>parameters whose bindings leave the table</source>
        <translation>параметры, чьи привязки выходят за таблицу</translation>
    </message>
    <message>
        <source>parameters whose blend shapes leave the table</source>
        <translation>параметры, чьи формы смешивания выходят за таблицу</translation>
    </message>
    <message>
        <source>parameters whose default is out of range</source>
        <translation>параметры, чьё значение по умолчанию вне диапазона</translation>
    </message>
    <message>
        <source>parameters whose key list leaves the table</source>
        <translation>параметры, чей список ключей выходит за таблицу</translation>
    </message>
    <message>
        <source>parameters whose minimum is not below their maximum</source>
        <translation>параметры, чей минимум не меньше максимума</translation>
    </message>
    <message>
        <source>parameters whose repeat flag is not 0 or 1</source>
        <translation>параметры, чей флаг повтора не 0 и не 1</translation>
    </message>
    <message>
        <source>parameters with absurd decimals</source>
        <translation>параметры с нелепым числом знаков после запятой</translation>
    </message>
    <message>
        <source>part keyforms of no offscreen keyform</source>
        <translation>ключевые формы частей без ключевой формы слоя</translation>
    </message>
    <message>
        <source>parts listed twice in the draw order</source>
        <translation>части, перечисленные в порядке отрисовки дважды</translation>
    </message>
    <message>
        <source>parts whose offscreen belongs to another</source>
        <translation>части, чей внеэкранный слой принадлежит другой</translation>
    </message>
    <message>
        <source>parts whose parent does not come before them</source>
        <translation>части, чей родитель стоит не перед ними</translation>
    </message>
    <message>
        <source>parts with an unknown offscreen</source>
        <translation>части с неизвестным внеэкранным слоем</translation>
    </message>
    <message>
        <source>pip gave no reason</source>
        <translation>pip не назвал причины</translation>
    </message>
    <message>
        <source>pixels per unit {1}, width {2} and height {3} must be above 0</source>
        <translation>пиксели на единицу {1}, ширина {2} и высота {3} должны быть больше 0</translation>
    </message>
    <message>
        <source>the canvas lies beyond the end of the file</source>
        <translation>холст лежит за концом файла</translation>
    </message>
    <message>
        <source>the count table ({1}) or the canvas ({2}) lies where the Core writes</source>
        <translation>таблица счётчиков ({1}) или холст ({2}) лежит там, куда пишет Core</translation>
    </message>
    <message>
        <source>the deformers of type {1} do not match the {2} records of {3} one to one</source>
        <translation>деформеры вида {1} не соответствуют один к одному записям {3} (всего {2})</translation>
    </message>
    <message>
        <source>the file has version {1}; the Core reads up to {2}</source>
        <translation>у файла версия {1}; Core читает до {2}</translation>
    </message>
    <message>
        <source>the file has {1} bytes: not a multiple of 64 between {2} and {3}</source>
        <translation>размер файла — {1} байт: не кратен 64 или не от {2} до {3}</translation>
    </message>
    <message>
        <source>the hub cannot be reached</source>
        <translation>хаб недоступен</translation>
    </message>
    <message>
        <source>the model {1}</source>
        <translation>модель {1}</translation>
    </message>
    <message>
        <source>the model {1} or the voice {2}</source>
        <translation>модель {1} или голос {2}</translation>
    </message>
    <message>
        <source>the name of a file</source>
        <translation>имя файла</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>сеть</translation>
    </message>
    <message>
        <source>the portraits&apos; model</source>
        <translation>модель портретов</translation>
    </message>
    <message>
        <source>the preset {1}</source>
        <translation>пресет {1}</translation>
    </message>
    <message>
        <source>the recogniser</source>
        <translation>распознавание речи</translation>
    </message>
    <message>
        <source>the recogniser on this computer</source>
        <translation>распознавание на этом компьютере</translation>
    </message>
    <message>
        <source>the text model</source>
        <translation>языковая модель</translation>
    </message>
    <message>
        <source>the text model llama.cpp</source>
        <translation>языковая модель llama.cpp</translation>
    </message>
    <message>
        <source>the voice</source>
        <translation>голос</translation>
    </message>
    <message>
        <source>there is no draw order group</source>
        <translation>нет ни одной группы порядка отрисовки</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>не хватает памяти</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true или false</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>файл базы данных не открывается</translation>
    </message>
    <message>
        <source>warps whose lattice does not match its rows and columns</source>
        <translation>сетки деформации, чья решётка не подходит к их строкам и столбцам</translation>
    </message>
    <message>
        <source>what Festival says</source>
        <translation>Звук от Festival</translation>
    </message>
    <message>
        <source>what eSpeak NG says</source>
        <translation>Звук от eSpeak NG</translation>
    </message>
    <message>
        <source>{1} (at end of document)</source>
        <translation>{1} (конец файла)</translation>
    </message>
    <message>
        <source>{1} (at line {2}, column {3})</source>
        <translation>{1} (строка {2}, столбец {3})</translation>
    </message>
    <message>
        <source>{1} (rule {2})</source>
        <translation>{1} (правило {2})</translation>
    </message>
    <message>
        <source>{1} (rule {2}; {3} more faults)</source>
        <translation>{1} (правило {2}; и ещё ошибок: {3})</translation>
    </message>
    <message>
        <source>{1} ({2}) begins before the end of {3} ({4})</source>
        <translation>{1} ({2}) начинается раньше, чем кончается {3} ({4})</translation>
    </message>
    <message>
        <source>{1} It is kept under [{2}] in {3}.</source>
        <translation>{1} Запись сохранена в разделе [{2}] файла {3}.</translation>
    </message>
    <message>
        <source>{1} She goes on without sound.</source>
        <translation>{1} Она продолжает без звука.</translation>
    </message>
    <message>
        <source>{1} The voice {2} speaks instead.</source>
        <translation>{1} Вместо него говорит голос {2}.</translation>
    </message>
    <message>
        <source>{1} Until then {2} speaks Russian, hard to understand.</source>
        <translation>{1} Пока по-русски, малопонятно, говорит {2}.</translation>
    </message>
    <message>
        <source>{1} You can go on writing.</source>
        <translation>{1} Писать можно и дальше.</translation>
    </message>
    <message>
        <source>{1} begins at {2}, which is not aligned for its numbers</source>
        <translation>{1} начинается с {2}, где числа не выровнены</translation>
    </message>
    <message>
        <source>{1} came with the program (package {2}) and stays.</source>
        <translation>{1} — часть программы (пакет {2}), и её не удалить.</translation>
    </message>
    <message>
        <source>{1} cannot be deleted ({2}).</source>
        <translation>{1} не удалить ({2}).</translation>
    </message>
    <message>
        <source>{1} cannot be opened.</source>
        <translation>{1} не открывается.</translation>
    </message>
    <message>
        <source>{1} cannot be opened: another program may hold it, or the system does not allow it.</source>
        <translation>{1} не открывается: может быть, его занимает другая программа или не разрешает система.</translation>
    </message>
    <message>
        <source>{1} cannot be read ({2}).</source>
        <translation>{1} не читается ({2}).</translation>
    </message>
    <message>
        <source>{1} cannot be read by the Cubism Core {2}.</source>
        <translation>Cubism Core {2} не может прочитать {1}.</translation>
    </message>
    <message>
        <source>{1} cannot be read: {2}.</source>
        <translation>{1} не читается: {2}.</translation>
    </message>
    <message>
        <source>{1} cannot be tried out: no process can be started for it.</source>
        <translation>{1} не проверить: для этого не запускается процесс.</translation>
    </message>
    <message>
        <source>{1} cannot be tried out: {2}.</source>
        <translation>{1} не проверить: {2}.</translation>
    </message>
    <message>
        <source>{1} cannot be unpacked: {2}.</source>
        <translation>{1} не распаковать: {2}.</translation>
    </message>
    <message>
        <source>{1} cannot be written ({2}).</source>
        <translation>{1} не записать ({2}).</translation>
    </message>
    <message>
        <source>{1} cannot be written ({2}); choose another place.</source>
        <translation>{1} не записать ({2}); выберите другое место.</translation>
    </message>
    <message>
        <source>{1} cannot be written from what the server sent: {2}.</source>
        <translation>{1} не записать из того, что прислал сервер: {2}.</translation>
    </message>
    <message>
        <source>{1} cannot have {2} fps: choose {3} or {4}.</source>
        <translation>У {1} не может быть {2} кадров в секунду: выберите {3} или {4}.</translation>
    </message>
    <message>
        <source>{1} comes with the program on the systems that use it (package {2}) and cannot be fetched alone; if the program misses it, install the program again.</source>
        <translation>{1} приходит с программой в тех системах, где нужна (пакет {2}), и отдельно не скачивается; если её не хватает, установите программу заново.</translation>
    </message>
    <message>
        <source>{1} could not be loaded in {2} seconds.</source>
        <translation>{1} не загрузился за {2} с.</translation>
    </message>
    <message>
        <source>{1} does not fit its model3.json: {2}.</source>
        <translation>{1} не подходит к своему model3.json: {2}.</translation>
    </message>
    <message>
        <source>{1} ended the process that draws Cubism 2 models, so one of its files is damaged. If you have the model&apos;s source, {2}.</source>
        <translation>Из-за {1} завершился процесс, который рисует модели Cubism 2: один из файлов модели повреждён. Если у вас есть её исходник, {2}.</translation>
    </message>
    <message>
        <source>{1} ends at {2}, beyond the file&apos;s {3} bytes</source>
        <translation>{1} кончается на {2}, за {3} байтами файла</translation>
    </message>
    <message>
        <source>{1} entries in no known part</source>
        <translation>записи {1} без известной части</translation>
    </message>
    <message>
        <source>{1} entries that name no band</source>
        <translation>записи {1} без набора</translation>
    </message>
    <message>
        <source>{1} entries whose colours leave the table</source>
        <translation>записи {1}, чьи цвета выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} entries whose keyforms do not match their keys</source>
        <translation>записи {1}, чьи ключевые формы не подходят к ключам</translation>
    </message>
    <message>
        <source>{1} entries whose keyforms leave the table</source>
        <translation>записи {1}, чьи ключевые формы выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} entries whose positions leave the table</source>
        <translation>записи {1}, чьи положения выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} entries without {2}</source>
        <translation>записи {1} без {2}</translation>
    </message>
    <message>
        <source>{1} exists already; choose another name or remove it first.</source>
        <translation>Файл {1} уже есть; выберите другое имя или сначала уберите его.</translation>
    </message>
    <message>
        <source>{1} has no transparent pictures: name the file {2} (VP9, for the web and OBS), {3} (ProRes 4444, for editors), or with .gif or .webp (stickers).</source>
        <translation>Формат {1} не знает прозрачности: назовите файл {2} (VP9, для веба и OBS), {3} (ProRes 4444, для монтажа) или с окончанием .gif или .webp (стикеры).</translation>
    </message>
    <message>
        <source>{1} has stopped moving: choose the character again.</source>
        <translation>{1} больше не двигается: выберите персонажа ещё раз.</translation>
    </message>
    <message>
        <source>{1} has the unknown field {2}; known are: {3}.</source>
        <translation>{1}: незнакомое поле {2}; известны: {3}.</translation>
    </message>
    <message>
        <source>{1} has {2}, but no *.model3.json that goes with it: unpack the model again or export it anew.</source>
        <translation>В {1} есть {2}, но нет *.model3.json к нему: распакуйте модель ещё раз или экспортируйте заново.</translation>
    </message>
    <message>
        <source>{1} holds a file outside itself ({2}); it is not unpacked.</source>
        <translation>В {1} есть файл вне архива ({2}); он не распаковывается.</translation>
    </message>
    <message>
        <source>{1} holds no plain weights; it is not loaded.</source>
        <translation>В {1} не просто веса; файл не загружается.</translation>
    </message>
    <message>
        <source>{1} holds no sound.</source>
        <translation>В {1} нет звука.</translation>
    </message>
    <message>
        <source>{1} holds no voice: its {2} is missing or unreadable.</source>
        <translation>В {1} нет голоса: {2} отсутствует или не читается.</translation>
    </message>
    <message>
        <source>{1} holds no weights (*.ckpt); fetch the whole folder of the model.</source>
        <translation>В {1} нет весов (*.ckpt); скачайте папку модели целиком.</translation>
    </message>
    <message>
        <source>{1} holds {2} entries: more than any model has</source>
        <translation>в {1} {2} записей: столько нет ни у одной модели</translation>
    </message>
    <message>
        <source>{1} holds {2} files; a character has at most {3}.</source>
        <translation>В {1} файлов: {2}; у персонажа их самое большее {3}.</translation>
    </message>
    <message>
        <source>{1} holds {2} pictures, a character has {3} at most: choose a folder with hers alone.</source>
        <translation>В {1} картинок: {2}, у персонажа их самое большее {3}: выберите папку только с её картинками.</translation>
    </message>
    <message>
        <source>{1} holds {2}-bit samples, which no program plays; convert it to 16 bit.</source>
        <translation>В {1} {2}-битные отсчёты, которых не играет ни одна программа; преобразуйте в 16 бит.</translation>
    </message>
    <message>
        <source>{1} holds {2}; convert it first: ffmpeg -i &apos;{3}&apos; sound.wav</source>
        <translation>{1} содержит {2}; сначала преобразуйте: ffmpeg -i &apos;{3}&apos; sound.wav</translation>
    </message>
    <message>
        <source>{1} ids that are not clean text</source>
        <translation>идентификаторы {1}, которые не чистый текст</translation>
    </message>
    <message>
        <source>{1} ids used twice</source>
        <translation>идентификаторы {1}, взятые дважды</translation>
    </message>
    <message>
        <source>{1} is a broken wav file: {2} channels at {3} Hz.</source>
        <translation>{1} — испорченный файл wav: каналов {2} при {3} Гц.</translation>
    </message>
    <message>
        <source>{1} is a broken wav file: {2}.</source>
        <translation>{1} — испорченный файл wav: {2}.</translation>
    </message>
    <message>
        <source>{1} is damaged, or no moc of Cubism 2.</source>
        <translation>{1} повреждён или это не moc Cubism 2.</translation>
    </message>
    <message>
        <source>{1} is damaged: its canvas has no size.</source>
        <translation>{1} повреждён: у холста нет размера.</translation>
    </message>
    <message>
        <source>{1} is damaged: the Cubism Core cannot make a model from it.</source>
        <translation>{1} повреждён: Cubism Core не может собрать из него модель.</translation>
    </message>
    <message>
        <source>{1} is damaged: the Cubism Core cannot tell the size of its model.</source>
        <translation>{1} повреждён: Cubism Core не может определить размер модели.</translation>
    </message>
    <message>
        <source>{1} is damaged: the Cubism Core finds it inconsistent.</source>
        <translation>{1} повреждён: Cubism Core находит в нём противоречия.</translation>
    </message>
    <message>
        <source>{1} is damaged: the Cubism Core gives nothing for {2}.</source>
        <translation>{1} повреждён: Cubism Core ничего не даёт для {2}.</translation>
    </message>
    <message>
        <source>{1} is damaged: the Cubism Core points outside its memory.</source>
        <translation>{1} повреждён: Cubism Core указывает за пределы своей памяти.</translation>
    </message>
    <message>
        <source>{1} is damaged: {2}.</source>
        <translation>{1} повреждён: {2}.</translation>
    </message>
    <message>
        <source>{1} is empty.</source>
        <translation>{1} — пустой файл.</translation>
    </message>
    <message>
        <source>{1} is empty; record or export it again.</source>
        <translation>{1} — пустой файл; запишите или экспортируйте его заново.</translation>
    </message>
    <message>
        <source>{1} is encrypted: unpack it yourself and choose the folder.</source>
        <translation>{1} зашифрован: распакуйте его сами и выберите папку.</translation>
    </message>
    <message>
        <source>{1} is installed.</source>
        <translation>{1}: установлено.</translation>
    </message>
    <message>
        <source>{1} is left from a recording that broke off; move it away first.</source>
        <translation>{1} остался от прерванной записи; сначала уберите его.</translation>
    </message>
    <message>
        <source>{1} is loaded.</source>
        <translation>{1}: загружено.</translation>
    </message>
    <message>
        <source>{1} is no address; Azure&apos;s voices need a region such as westeurope, or an address.</source>
        <translation>{1} — не адрес; голосам Azure нужен регион, например westeurope, или адрес.</translation>
    </message>
    <message>
        <source>{1} is no colour; write it like #00b140.</source>
        <translation>{1} — не цвет; напишите его так: #00b140.</translation>
    </message>
    <message>
        <source>{1} is no film that can be played.</source>
        <translation>{1} — не видео, которое можно проиграть.</translation>
    </message>
    <message>
        <source>{1} is no server address; it looks like http://127.0.0.1:8080/v1</source>
        <translation>{1} — не адрес сервера; он выглядит так: http://127.0.0.1:8080/v1</translation>
    </message>
    <message>
        <source>{1} is no settings file ({2}); choose one that was exported here.</source>
        <translation>{1} — не файл настроек ({2}); выберите тот, что сохранён здесь.</translation>
    </message>
    <message>
        <source>{1} is no sound; correct the address or the model in the settings.</source>
        <translation>{1} — не звук; исправьте адрес или модель в настройках.</translation>
    </message>
    <message>
        <source>{1} is no text model; see: companion models list</source>
        <translation>{1} — не языковая модель; список: companion models list</translation>
    </message>
    <message>
        <source>{1} is no time of day; write times such as 9:00, 21:30.</source>
        <translation>{1} — не время суток; пишите время так: 9:00, 21:30.</translation>
    </message>
    <message>
        <source>{1} is no wav file; convert it first: ffmpeg -i &apos;{2}&apos; sound.wav</source>
        <translation>{1} — не файл wav; сначала преобразуйте: ffmpeg -i &apos;{2}&apos; sound.wav</translation>
    </message>
    <message>
        <source>{1} is no zip file that can be unpacked: {2}.</source>
        <translation>{1} — не архив zip, который можно распаковать: {2}.</translation>
    </message>
    <message>
        <source>{1} is not a Cubism Core library: it has no csmGetVersion. {2}</source>
        <translation>{1} — не библиотека Cubism Core: в ней нет csmGetVersion. {2}</translation>
    </message>
    <message>
        <source>{1} is not a Live2D JSON file: its top is not an object.</source>
        <translation>{1} — не файл JSON Live2D: вверху стоит не объект.</translation>
    </message>
    <message>
        <source>{1} is not a Live2D model: choose its *{2} file or its folder.</source>
        <translation>{1} — не модель Live2D: выберите её файл *{2} или папку.</translation>
    </message>
    <message>
        <source>{1} is not a moc3 file.</source>
        <translation>{1} — не файл moc3.</translation>
    </message>
    <message>
        <source>{1} is not valid JSON: {2}.</source>
        <translation>{1} — неправильный JSON: {2}.</translation>
    </message>
    <message>
        <source>{1} is only a part of a Cubism 2 model: choose the model.json beside it.</source>
        <translation>{1} — только часть модели Cubism 2: выберите model.json рядом с ней.</translation>
    </message>
    <message>
        <source>{1} is too large ({2} x {3} pixels); make it smaller.</source>
        <translation>{1} слишком велик ({2} x {3} пикселей); уменьшите его.</translation>
    </message>
    <message>
        <source>{1} is too large to be a Live2D JSON file.</source>
        <translation>{1} слишком велик для файла JSON Live2D.</translation>
    </message>
    <message>
        <source>{1} is too long for one sound; cut it first: ffmpeg -i &apos;{2}&apos; -f segment -segment_time 1800 part%d.wav</source>
        <translation>{1} слишком длинный для одного звука; сначала разрежьте его: ffmpeg -i &apos;{2}&apos; -f segment -segment_time 1800 part%d.wav</translation>
    </message>
    <message>
        <source>{1} is {2}, not wav or pcm; set it to one of these.</source>
        <translation>{1} — {2}, а не wav или pcm; укажите один из них.</translation>
    </message>
    <message>
        <source>{1} lies inside the package {2} and has no file of its own.</source>
        <translation>{1} лежит внутри пакета {2}, своего файла у неё нет.</translation>
    </message>
    <message>
        <source>{1} may not be opened, perhaps because the program was once run by root: make it yours again, for example by sudo chown -R $USER &apos;{2}&apos;</source>
        <translation>{1} открыть нельзя: возможно, программу когда-то запускали от имени root. Верните это себе, например командой sudo chown -R $USER &apos;{2}&apos;</translation>
    </message>
    <message>
        <source>{1} names no moc file (FileReferences, Moc): it is not a Cubism 3 or newer model.</source>
        <translation>{1} не называет файла moc (FileReferences, Moc): это не модель Cubism 3 или новее.</translation>
    </message>
    <message>
        <source>{1} names no model and textures: it is not the model.json of a Cubism 2 model.</source>
        <translation>{1} не называет модели и текстур: это не model.json модели Cubism 2.</translation>
    </message>
    <message>
        <source>{1} names no setting; choose a file that was exported here.</source>
        <translation>{1} не называет ни одной настройки; выберите файл, сохранённый здесь.</translation>
    </message>
    <message>
        <source>{1} names {2}, but that is a folder; the model is incomplete.</source>
        <translation>{1} называет {2}, а это папка; модель неполная.</translation>
    </message>
    <message>
        <source>{1} names {2}, but there is no such file; the model is incomplete.</source>
        <translation>{1} называет {2}, а такого файла нет; модель неполная.</translation>
    </message>
    <message>
        <source>{1} names {2}, which is no file that can be read.</source>
        <translation>{1} называет {2}, а этот файл нельзя прочитать.</translation>
    </message>
    <message>
        <source>{1} names {2}, which lies outside the model&apos;s folder: this is not allowed.</source>
        <translation>{1} называет {2} за пределами папки модели: это не разрешено.</translation>
    </message>
    <message>
        <source>{1} needs about {2} GB; choose that, a smaller model, or a GGUF file of it with the engine llama.cpp.</source>
        <translation>{1} занимает около {2} ГБ; выберите это, модель поменьше или её файл GGUF с движком llama.cpp.</translation>
    </message>
    <message>
        <source>{1} needs shared memory, which this system refuses ({2}).</source>
        <translation>{1}: нужна общая память, а система в ней отказывает ({2}).</translation>
    </message>
    <message>
        <source>{1} records of no {2}</source>
        <translation>записи {1} без {2}</translation>
    </message>
    <message>
        <source>{1} records that leave the table</source>
        <translation>записи {1}, которые выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} records whose keyforms leave the table</source>
        <translation>записи {1}, чьи ключевые формы выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} records whose positions leave the table</source>
        <translation>записи {1}, чьи положения выходят за таблицу</translation>
    </message>
    <message>
        <source>{1} says no format of ours: name the file {2}, or with {3} or .wav at the end.</source>
        <translation>По {1} не понять формата: назовите файл {2} или с окончанием {3} или .wav.</translation>
    </message>
    <message>
        <source>{1} shows her only with shut eyes: add neutral.png.</source>
        <translation>В {1} она только с закрытыми глазами: добавьте neutral.png.</translation>
    </message>
    <message>
        <source>{1} shows {2} only with shut eyes: add {3}.png.</source>
        <translation>В {1} лицо {2} только с закрытыми глазами: добавьте {3}.png.</translation>
    </message>
    <message>
        <source>{1} unpacks to more than {2} MB; that is no character.</source>
        <translation>{1} распаковывается больше чем в {2} МБ; это не персонаж.</translation>
    </message>
    <message>
        <source>{1} was made with Cubism {2}; the Cubism Core {3} in use is older. Install a newer Core or export the model for an older version.</source>
        <translation>{1} создан в Cubism {2}; установленный Cubism Core {3} старее. Установите Core новее или экспортируйте модель для более старой версии.</translation>
    </message>
    <message>
        <source>{1} weights need the package bitsandbytes, which is not installed here; choose no compression, or a GGUF file with the engine llama.cpp, which is small on every machine.</source>
        <translation>Для весов {1} нужен пакет bitsandbytes, а он здесь не установлен; выберите «без сжатия» или файл GGUF с движком llama.cpp: он мал на любом компьютере.</translation>
    </message>
    <message>
        <source>{1} would hold {2} entries: more than the file</source>
        <translation>в {1} было бы {2} записей: больше, чем весь файл</translation>
    </message>
    <message>
        <source>{1} would run code that a voice does not need ({2}); it is not loaded.</source>
        <translation>{1} запустил бы код, который голосу не нужен ({2}); файл не загружается.</translation>
    </message>
    <message>
        <source>{1} “{2}” has no effect.</source>
        <translation>{1} «{2}» не действует.</translation>
    </message>
    <message>
        <source>{1}, or overlap beyond measure: {2} entries are named</source>
        <translation>{1} или перекрываются сверх меры: названо записей: {2}</translation>
    </message>
    <message>
        <source>{1}: a curve has no point.</source>
        <translation>{1}: у кривой нет ни одной точки.</translation>
    </message>
    <message>
        <source>{1}: a curve is broken at number {2} of its segments.</source>
        <translation>{1}: кривая сломана на числе {2} её отрезков.</translation>
    </message>
    <message>
        <source>{1}: line {2} column {3} (char {4})</source>
        <translation>{1}: строка {2}, столбец {3} (знак {4})</translation>
    </message>
    <message>
        <source>{1}: no OpenGL 3.3</source>
        <translation>{1}: нет OpenGL 3.3</translation>
    </message>
    <message>
        <source>{1}: no OpenGL configuration</source>
        <translation>{1}: нет настройки OpenGL</translation>
    </message>
    <message>
        <source>{1}: no display</source>
        <translation>{1}: нет дисплея</translation>
    </message>
    <message>
        <source>{1}: {2} and {3} more</source>
        <translation>{1}: {2} и ещё {3}</translation>
    </message>
    <message>
        <source>{1}: {2} must be {3}.</source>
        <translation>{1}: у {2} ожидается {3}.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Поиск по настройкам</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>Такой настройки нет.</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Разделы настроек</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Личность</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Лицо</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>Разум</translation>
    </message>
    <message>
        <source>Feelings</source>
        <translation>Чувства</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>Of her own</source>
        <translation>Сама по себе</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
    <message>
        <source>Ears</source>
        <translation>Слух</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Приватность</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Расходы</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Помощь</translation>
    </message>
    <message>
        <source>Found settings</source>
        <translation>Найденные настройки</translation>
    </message>
    <message>
        <source>All settings…</source>
        <translation>Все настройки…</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Take from a file…</source>
        <translation>Взять из файла…</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Сбросить всё</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Сбросить раздел</translation>
    </message>
    <message>
        <source>Settings (*.toml)</source>
        <translation>Настройки (*.toml)</translation>
    </message>
    <message>
        <source>The settings are in {file}. Keys are not among them.</source>
        <translation>Настройки сохранены в {file}. Ключей в нём нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed.</source>
        <translation>
            <numerusform>Изменена %n настройка.</numerusform>
            <numerusform>Изменены %n настройки.</numerusform>
            <numerusform>Изменено %n настроек.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” is as it came.</source>
        <translation>«{title}»: вернулось исходное значение.</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) are as they came.</source>
        <translation>
            <numerusform>Сброшена %n настройка.</numerusform>
            <numerusform>Сброшены %n настройки.</numerusform>
            <numerusform>Сброшено %n настроек.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsSession</name>
    <message>
        <source>This system has no keyring: the key lies in a file only you can read.</source>
        <translation>В системе нет связки ключей: ключ лежит в файле, который читаете только вы.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring.</source>
        <translation>Хранится в связке ключей системы.</translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation>Ключ забыт.</translation>
    </message>
    <message>
        <source>The engine is not running; start the program again.</source>
        <translation>Движок не работает; запустите программу снова.</translation>
    </message>
    <message>
        <source>The engine stopped; ask again.</source>
        <translation>Движок остановился; спросите ещё раз.</translation>
    </message>
    <message>
        <source>The text model is being loaded.</source>
        <translation>Языковая модель загружается.</translation>
    </message>
    <message>
        <source>Hi.</source>
        <translation>Привет.</translation>
    </message>
    <message>
        <source>{name} is here; she thinks with it from now on.</source>
        <translation>{name} уже здесь; теперь она думает этой моделью.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>A new character</source>
        <translation>Новый персонаж</translation>
    </message>
    <message>
        <source>This is how she would stand before you.</source>
        <translation>Так она будет выглядеть.</translation>
    </message>
    <message>
        <source>Use her</source>
        <translation>Выбрать её</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>Оставить на потом</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>joy</source>
        <translation>радость</translation>
    </message>
    <message>
        <source>surprise</source>
        <translation>удивление</translation>
    </message>
    <message>
        <source>sadness</source>
        <translation>грусть</translation>
    </message>
    <message>
        <source>anger</source>
        <translation>злость</translation>
    </message>
    <message>
        <source>fear</source>
        <translation>страх</translation>
    </message>
    <message>
        <source>disgust</source>
        <translation>отвращение</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>покой</translation>
    </message>
    <message>
        <source>{kind}: can be used.</source>
        <translation>{kind}: можно использовать.</translation>
    </message>
    <message>
        <source>Her mouth follows her voice ({names}).</source>
        <translation>Рот следует за голосом ({names}).</translation>
    </message>
    <message>
        <source>She blinks ({names}).</source>
        <translation>Она моргает ({names}).</translation>
    </message>
    <message>
        <source>Faces found for feelings: {faces}.</source>
        <translation>Найдены лица для чувств: {faces}.</translation>
    </message>
    <message numerus="yes">
        <source>Motion groups: %n</source>
        <translation>
            <numerusform>Групп движений: %n</numerusform>
            <numerusform>Групп движений: %n</numerusform>
            <numerusform>Групп движений: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Size, faces and keys can be changed in the settings, on the page “Face”.</source>
        <translation>Размер, лица и клавиши можно изменить в настройках, в разделе «Лицо».</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Stop her</source>
        <translation>Остановить её</translation>
    </message>
    <message>
        <source>Let her pause or go on</source>
        <translation>Пауза или дальше</translation>
    </message>
    <message>
        <source>Begin or end a recording</source>
        <translation>Начать или закончить запись</translation>
    </message>
    <message>
        <source>The same, while you are not writing</source>
        <translation>То же, пока вы не пишете</translation>
    </message>
    <message>
        <source>All video notes</source>
        <translation>Все видеозаметки</translation>
    </message>
    <message>
        <source>Search the talk</source>
        <translation>Поиск по беседе</translation>
    </message>
    <message>
        <source>All talks</source>
        <translation>Все беседы</translation>
    </message>
    <message>
        <source>Begin a new talk</source>
        <translation>Начать новую беседу</translation>
    </message>
    <message>
        <source>Her and the talk</source>
        <translation>Она и беседа</translation>
    </message>
    <message>
        <source>Only her</source>
        <translation>Только она</translation>
    </message>
    <message>
        <source>Only the talk</source>
        <translation>Только беседа</translation>
    </message>
    <message>
        <source>Put her on the desktop</source>
        <translation>Выпустить её на рабочий стол</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Разговор</translation>
    </message>
    <message>
        <source>Key to hold while speaking</source>
        <translation>Клавиша, пока вы говорите</translation>
    </message>
    <message>
        <source>A key that writes, such as Space, works while nothing is written, and with Ctrl at any time.</source>
        <translation>Клавиша с буквой или пробел работает, пока ничего не написано, а вместе с Ctrl — всегда.</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>В окне</translation>
    </message>
    <message>
        <source>Click a key, then press another one.</source>
        <translation>Щёлкните по клавише и нажмите другую.</translation>
    </message>
    <message>
        <source>{keys} is taken: {other}. Choose another key.</source>
        <translation>Клавиша {keys} занята: {other}. Выберите другую.</translation>
    </message>
</context>
<context>
    <name>Solitude</name>
    <message>
        <source>The text model is being loaded; let her sleep in a moment.</source>
        <translation>Языковая модель загружается; дайте ей поспать чуть позже.</translation>
    </message>
    <message>
        <source>She sleeps and learns the day&apos;s lines by heart ({percent} %).</source>
        <translation>Она спит и заучивает реплики дня ({percent} %).</translation>
    </message>
    <message>
        <source>She sleeps and goes over what was said ({percent} %).</source>
        <translation>Она спит и перебирает сказанное ({percent} %).</translation>
    </message>
    <message>
        <source>Wake her</source>
        <translation>Разбудить</translation>
    </message>
    <message numerus="yes">
        <source>She slept over %n day(s) of talk.</source>
        <translation>
            <numerusform>Она перебрала во сне %n день разговоров.</numerusform>
            <numerusform>Она перебрала во сне %n дня разговоров.</numerusform>
            <numerusform>Она перебрала во сне %n дней разговоров.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new memories.</source>
        <translation>
            <numerusform>%n новое воспоминание.</numerusform>
            <numerusform>%n новых воспоминания.</numerusform>
            <numerusform>%n новых воспоминаний.</numerusform>
        </translation>
    </message>
    <message>
        <source>She was woken; she goes on another time.</source>
        <translation>Её разбудили; она продолжит в другой раз.</translation>
    </message>
    <message>
        <source>She had gone over everything already.</source>
        <translation>Она уже перебрала всё.</translation>
    </message>
    <message>
        <source>By heart: loss {before} → {after}; used from the next start on.</source>
        <translation>Заучено: потери {before} → {after}; действует со следующего запуска.</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Show the talk</source>
        <translation>Показать разговор</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Персонаж</translation>
    </message>
    <message>
        <source>Put her on the desktop (Ctrl+P)</source>
        <translation>Вывести на рабочий стол (Ctrl+P)</translation>
    </message>
    <message>
        <source>Put her on the desktop</source>
        <translation>Вывести на рабочий стол</translation>
    </message>
</context>
<context>
    <name>StartFailure</name>
    <message>
        <source>Companion cannot start because of a mistake in it.</source>
        <translation>Companion не может запуститься из-за ошибки в программе.</translation>
    </message>
</context>
<context>
    <name>TalkMenu</name>
    <message>
        <source>New talk	Ctrl+N</source>
        <translation>Новый разговор	Ctrl+N</translation>
    </message>
    <message>
        <source>All talks	Ctrl+T</source>
        <translation>Все разговоры	Ctrl+T</translation>
    </message>
    <message>
        <source>Search all talks	Ctrl+F</source>
        <translation>Искать во всех разговорах	Ctrl+F</translation>
    </message>
    <message>
        <source>Keep the talk as a file…</source>
        <translation>Сохранить разговор в файл…</translation>
    </message>
    <message>
        <source>Her and the talk	Ctrl+1</source>
        <translation>Она и разговор	Ctrl+1</translation>
    </message>
    <message>
        <source>Only her	Ctrl+2</source>
        <translation>Только она	Ctrl+2</translation>
    </message>
    <message>
        <source>Only the talk	Ctrl+3</source>
        <translation>Только разговор	Ctrl+3</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Text to read (*.md);;Data (*.json)</source>
        <translation>Текст (*.md);;Данные (*.json)</translation>
    </message>
</context>
<context>
    <name>TalksPage</name>
    <message>
        <source>Search all talks</source>
        <translation>Искать во всех разговорах</translation>
    </message>
    <message>
        <source>Talks</source>
        <translation>Разговоры</translation>
    </message>
    <message>
        <source>New talk</source>
        <translation>Новый разговор</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Nobody has said that.</source>
        <translation>Такого никто не говорил.</translation>
    </message>
    <message>
        <source>No talks yet. What you say is kept here.</source>
        <translation>Разговоров пока нет. Здесь сохранится всё сказанное.</translation>
    </message>
</context>
<context>
    <name>TemperamentFields</name>
    <message>
        <source> min</source>
        <translation> мин</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>грусть</translation>
    </message>
    <message>
        <source>glad</source>
        <translation>радость</translation>
    </message>
    <message>
        <source>Her mood when nothing moves her</source>
        <translation>Её настроение, когда ничто её не трогает</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>покой</translation>
    </message>
    <message>
        <source>lively</source>
        <translation>живость</translation>
    </message>
    <message>
        <source>Her energy when nothing moves her</source>
        <translation>Её бодрость, когда ничто её не трогает</translation>
    </message>
    <message>
        <source>Half of a feeling has faded after</source>
        <translation>Чувство слабеет вдвое за</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>The settings were damaged and are the defaults now; the file is kept as {place}. ({reason})</source>
        <translation>Файл настроек был повреждён, действуют настройки по умолчанию; прежний файл сохранён как {place}. ({reason})</translation>
    </message>
    <message>
        <source>Settings cannot be kept in {place} ({reason}): change its permissions. Until then changes hold until you close the window.</source>
        <translation>Настройки нельзя сохранить в {place} ({reason}): измените права доступа. До тех пор изменения действуют, пока окно открыто.</translation>
    </message>
    <message>
        <source>The talk so far cannot be read, so a new one begins; the file is kept as {place}. ({reason})</source>
        <translation>Прежние беседы не читаются, поэтому начата новая; файл сохранён как {place}. ({reason})</translation>
    </message>
    <message>
        <source>The talk cannot be kept in {place} ({reason}): change its permissions or make room. Until then it is forgotten when you close the window; “Keep as a file” saves it elsewhere.</source>
        <translation>Беседу нельзя сохранить в {place} ({reason}): измените права доступа или освободите место. До тех пор она забудется, когда вы закроете окно; «Сохранить в файл» сохранит её в другом месте.</translation>
    </message>
    <message>
        <source>What she remembered of you cannot be read, so she begins anew; the file is kept as {place}. ({reason})</source>
        <translation>То, что она помнила о вас, не читается, и она начинает заново; файл сохранён как {place}. ({reason})</translation>
    </message>
    <message>
        <source>No log can be kept in {place} ({reason}): change its permissions, so that mistakes can be found.</source>
        <translation>Журнал нельзя вести в {place} ({reason}): измените права доступа, чтобы можно было найти ошибки.</translation>
    </message>
    <message>
        <source>Safe mode: the default character and engines, no plug-ins. Your settings are as they were; start again as usual to have them back.</source>
        <translation>Безопасный режим: персонаж и движки по умолчанию, без дополнений. Ваши настройки не изменены; чтобы вернуть их, запустите программу как обычно.</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>VariantChooser</name>
    <message>
        <source>The reply before</source>
        <translation>Предыдущий ответ</translation>
    </message>
    <message>
        <source>Another reply</source>
        <translation>Другой ответ</translation>
    </message>
</context>
<context>
    <name>VoicePage</name>
    <message>
        <source>Hibari (English, on this computer)</source>
        <translation>Hibari (английский, на этом компьютере)</translation>
    </message>
    <message>
        <source>On a server (OpenAI-compatible)</source>
        <translation>На сервере (совместимом с OpenAI)</translation>
    </message>
    <message>
        <source>Tacotron2 and HiFiGAN (English, on this computer)</source>
        <translation>Tacotron2 и HiFiGAN (английский, здесь же)</translation>
    </message>
    <message>
        <source>Azure (in the cloud, with moods)</source>
        <translation>Azure (в облаке, с настроением)</translation>
    </message>
    <message>
        <source>Festival (Russian, on this computer)</source>
        <translation>Festival (русский, на этом компьютере)</translation>
    </message>
    <message>
        <source>eSpeak NG (a hundred languages, robotic)</source>
        <translation>eSpeak NG (сто языков, как робот)</translation>
    </message>
    <message>
        <source>None: text only</source>
        <translation>Без голоса: только текст</translation>
    </message>
    <message>
        <source>Voice engine</source>
        <translation>Движок голоса</translation>
    </message>
    <message>
        <source>How she sounds</source>
        <translation>Как она звучит</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Адрес сервера</translation>
    </message>
    <message>
        <source>For example http://127.0.0.1:8080/v1</source>
        <translation>Например, http://127.0.0.1:8080/v1</translation>
    </message>
    <message>
        <source>Model on the server</source>
        <translation>Модель на сервере</translation>
    </message>
    <message>
        <source>Tacotron2: a hub name or a folder</source>
        <translation>Tacotron2: имя на хабе или папка</translation>
    </message>
    <message>
        <source>HiFiGAN: a hub name or a folder</source>
        <translation>HiFiGAN: имя на хабе или папка</translation>
    </message>
    <message>
        <source>Azure: region or address</source>
        <translation>Azure: регион или адрес</translation>
    </message>
    <message>
        <source>The best that is installed</source>
        <translation>Лучшим из установленных</translation>
    </message>
    <message>
        <source>None: Russian is shown, not said</source>
        <translation>Никем: русский только пишется</translation>
    </message>
    <message>
        <source>Russian is spoken by</source>
        <translation>По-русски говорит</translation>
    </message>
    <message>
        <source>Where the voice reads none.</source>
        <translation>Если сам голос не умеет.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Громкость</translation>
    </message>
    <message>
        <source>The system&apos;s default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Sound format</source>
        <translation>Формат звука</translation>
    </message>
    <message>
        <source>PCM begins sooner, where the server can.</source>
        <translation>PCM начинается раньше, если сервер его умеет.</translation>
    </message>
    <message>
        <source>A new key</source>
        <translation>Новый ключ</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Куда звучать</translation>
    </message>
    <message>
        <source>The engine&apos;s default</source>
        <translation>Голос движка</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
    <message>
        <source>Azure: key</source>
        <translation>Azure: ключ</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring, never in the settings file.</source>
        <translation>Хранится в связке ключей системы, никогда в файле настроек.</translation>
    </message>
</context>
<context>
    <name>VoiceSample</name>
    <message>
        <source>Hear her</source>
        <translation>Послушать</translation>
    </message>
    <message>
        <source>Hello! This is how I sound.</source>
        <translation>Привет! Вот так я звучу.</translation>
    </message>
</context>
<context>
    <name>VoiceStep</name>
    <message>
        <source>A clear English voice</source>
        <translation>Ясный английский голос</translation>
    </message>
    <message>
        <source>A Russian voice (Festival)</source>
        <translation>Русский голос (Festival)</translation>
    </message>
    <message>
        <source>A hundred languages, robotic</source>
        <translation>Сто языков, как робот</translation>
    </message>
    <message>
        <source>None: text only</source>
        <translation>Без голоса: только текст</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>When she has finished: {text}</source>
        <translation>Когда она договорит: {text}</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Забрать обратно</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>What she calls you.</source>
        <translation>Так она вас называет.</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Язык окна</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>What shows</source>
        <translation>Что показывать</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Субтитры</translation>
    </message>
    <message>
        <source>What she says is written below her, sentence by sentence.</source>
        <translation>Её слова пишутся под ней, фраза за фразой.</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Меньше движения</translation>
    </message>
    <message>
        <source>She keeps still but for breath, eyes and mouth.</source>
        <translation>Она почти неподвижна: только дыхание, глаза и рот.</translation>
    </message>
    <message>
        <source>Show how quickly she answers</source>
        <translation>Показывать, как быстро она отвечает</translation>
    </message>
    <message>
        <source>The first steps again</source>
        <translation>Первые шаги ещё раз</translation>
    </message>
</context>
</TS>
