<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
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
</context>
<context>
    <name>Films</name>
    <message>
        <source>The folder {folder} cannot be made ({why}); choose another in the settings.</source>
        <translation>Папку {folder} не создать ({why}); выберите в настройках другую.</translation>
    </message>
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
    <name>ModelRow</name>
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
    <name>Program</name>
    <message>
        <source>Something went wrong in the program ({name}); it goes on.</source>
        <translation>В программе произошла ошибка ({name}); она продолжает работать.</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Показать отчёт</translation>
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
