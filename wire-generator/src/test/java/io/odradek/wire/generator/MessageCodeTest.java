package io.odradek.wire.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessageCodeTest {
    private static final Schema SCHEMA = SchemaParser.parse("""
        { "type": "data", "name": "Note", "validVersions": "0-2", "flexibleVersions": "2+", "fields": [
          { "name": "version", "type": "int64", "versions": "0+",
            "about": "Ends a comment: */ and shows <b> & @x \\\\u." },
          { "name": "Lines", "type": "[]Line", "versions": "0+", "fields": [
            { "name": "Text", "type": "string", "versions": "0+" },
            { "name": "Number", "type": "int32", "versions": "1+", "default": "-1" }]}]}""", "Note.json");

    @Test
    void fieldsAreNeverTakenForTheParametersOfTheSameName() {
        assertThat(MessageCode.of(SCHEMA)).contains("out.int64(this.version);")
            .contains("this.version = in.readLong();");
    }

    @Test
    void versionsBecomeConditions() {
        assertThat(MessageCode.of(SCHEMA)).contains("if (version >= 1) {").contains("boolean flexible = version >= 2;")
            .contains("private int number = -1;").contains("throw WireException.absent(\"Line.Number\", version);");
    }

    @Test
    void sentencesOfTheSchemaCannotEndTheComment() {
        assertThat(MessageCode.of(SCHEMA)).contains("Ends a comment: * / and shows &lt;b&gt; &amp; &#64;x &#92;u. */");
    }

    @Test
    void theLeastSizeOfAnElementIsThatOfItsSmallestVersion() {
        Shape shape = new Shape(SCHEMA);
        FieldType line = new FieldType.StructRef("Line");
        assertThat(shape.leastSize(line, Versions.parse("0+"))).isEqualTo(2);
        assertThat(shape.leastSize(line, Versions.parse("1"))).isEqualTo(2 + 4);
        assertThat(shape.leastSize(line, Versions.parse("2"))).isEqualTo(1 + 4 + 1);
        assertThat(shape.leastSize(FieldType.Scalar.UUID, Versions.parse("2"))).isEqualTo(16);
    }

    @Test
    void bracesThatDoNotMatchAreNoticed() {
        assertThatThrownBy(() -> new Code().line("{").toString()).isInstanceOf(IllegalStateException.class);
    }
}
