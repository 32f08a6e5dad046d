<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CostsPage</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageActs</name>
    <message numerus="yes">
        <source>%n message(s) were taken away.</source>
        <translation>
            <numerusform>%n message was taken away.</numerusform>
            <numerusform>%n messages were taken away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoodView</name>
    <message numerus="yes">
        <source>%n minute(s) ago: {mood}.</source>
        <translation>
            <numerusform>%n minute ago: {mood}.</numerusform>
            <numerusform>%n minutes ago: {mood}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>%n setting(s) changed.</source>
        <translation>
            <numerusform>%n setting changed.</numerusform>
            <numerusform>%n settings changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) are as they came.</source>
        <translation>
            <numerusform>%n setting is as it came.</numerusform>
            <numerusform>%n settings are as they came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message numerus="yes">
        <source>Motion groups: %n</source>
        <translation>
            <numerusform>Motion groups: %n</numerusform>
            <numerusform>Motion groups: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Solitude</name>
    <message numerus="yes">
        <source>She slept over %n day(s) of talk.</source>
        <translation>
            <numerusform>She slept over %n day of talk.</numerusform>
            <numerusform>She slept over %n days of talk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new memories.</source>
        <translation>
            <numerusform>%n new memory.</numerusform>
            <numerusform>%n new memories.</numerusform>
        </translation>
    </message>
</context>
</TS>
